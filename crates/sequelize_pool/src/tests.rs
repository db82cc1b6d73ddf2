use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::{AcquireError, Manager, Pool, PoolOptions, Stats};

/// Makes numbers, remembers which were discarded.
#[derive(Default, Clone)]
struct Numbers {
    made: Arc<AtomicU32>,
    discarded: Arc<Mutex<Vec<u32>>>,
    broken: Arc<Mutex<Vec<u32>>>,
    creation: Duration,
}

impl Manager for Numbers {
    type Item = u32;
    type Error = &'static str;

    async fn create(&self) -> Result<u32, &'static str> {
        if !self.creation.is_zero() {
            sleep(self.creation).await;
        }
        match self.made.fetch_add(1, Ordering::SeqCst) {
            99 => Err("no more numbers"),
            number => Ok(number),
        }
    }

    fn validate(&self, item: &mut u32) -> bool {
        !self.broken.lock().unwrap().contains(item)
    }

    fn discard(&self, item: u32) {
        self.discarded.lock().unwrap().push(item);
    }
}

fn pool(options: PoolOptions) -> (Pool<Numbers>, Numbers) {
    let numbers = Numbers::default();
    (Pool::new(numbers.clone(), options).unwrap(), numbers)
}

fn up_to(max: usize) -> PoolOptions {
    PoolOptions { max, ..PoolOptions::default() }
}

#[tokio::test(start_paused = true)]
async fn an_item_is_used_again() {
    let (pool, numbers) = pool(up_to(2));
    for _ in 0..3 {
        assert_eq!(pool.acquire().await.unwrap().item(), Some(&0));
    }
    assert_eq!(numbers.made.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn waiting_ends_with_a_timeout() {
    let (pool, _) = pool(up_to(1));
    let _held = pool.acquire().await.unwrap();
    let start = Instant::now();
    assert_eq!(pool.acquire().await.err(), Some(AcquireError::Timeout));
    assert_eq!(start.elapsed(), Duration::from_secs(60));
    assert_eq!(pool.stats(), Stats { size: 1, using: 1, available: 0, waiting: 0 });
}

#[tokio::test(start_paused = true)]
async fn a_slow_creation_counts_as_waiting() {
    let numbers = Numbers { creation: Duration::from_secs(90), ..Numbers::default() };
    let pool = Pool::new(numbers, up_to(1)).unwrap();
    assert_eq!(pool.acquire().await.err(), Some(AcquireError::Timeout));
    assert_eq!(pool.stats().size, 0);
}

#[tokio::test(start_paused = true)]
async fn first_come_is_first_served() {
    let (pool, _) = pool(up_to(1));
    let held = pool.acquire().await.unwrap();
    let order = Arc::new(Mutex::new(Vec::new()));
    let waiters: Vec<_> = (0..3)
        .map(|number| {
            let (pool, order) = (pool.clone(), Arc::clone(&order));
            tokio::spawn(async move {
                let _lease = pool.acquire().await.unwrap();
                order.lock().unwrap().push(number);
            })
        })
        .collect();
    sleep(Duration::from_millis(1)).await;
    assert_eq!(pool.stats().waiting, 3);
    drop(held);
    for waiter in waiters {
        waiter.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), [0, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_request_leaves_the_queue() {
    let (pool, _) = pool(up_to(1));
    let held = pool.acquire().await.unwrap();
    assert!(tokio::time::timeout(Duration::from_secs(1), pool.acquire()).await.is_err());
    assert_eq!(pool.stats().waiting, 0);
    drop(held);
    assert_eq!(pool.acquire().await.unwrap().item(), Some(&0));
}

#[tokio::test(start_paused = true)]
async fn broken_and_used_up_items_are_not_handed_out_again() {
    let (pool, numbers) = pool(PoolOptions { max_uses: Some(2), ..up_to(1) });
    drop(pool.acquire().await.unwrap());
    numbers.broken.lock().unwrap().push(0);
    assert_eq!(pool.acquire().await.unwrap().item(), Some(&1));
    assert_eq!(pool.acquire().await.unwrap().item(), Some(&1));
    assert_eq!(pool.acquire().await.unwrap().item(), Some(&2));
    assert_eq!(*numbers.discarded.lock().unwrap(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_discarded_lease_makes_room() {
    let (pool, numbers) = pool(up_to(1));
    pool.acquire().await.unwrap().discard();
    assert_eq!(pool.stats(), Stats::default());
    assert_eq!(*numbers.discarded.lock().unwrap(), [0]);
    assert_eq!(pool.acquire().await.unwrap().item(), Some(&1));
}

#[tokio::test(start_paused = true)]
async fn idle_items_leave_until_min_is_left() {
    let (pool, numbers) = pool(PoolOptions { min: 1, ..up_to(3) });
    let leases =
        [pool.acquire().await.unwrap(), pool.acquire().await.unwrap(), pool.acquire().await.unwrap()];
    drop(leases);
    sleep(Duration::from_secs(9)).await;
    assert_eq!(pool.stats().available, 3);
    sleep(Duration::from_secs(3)).await;
    assert_eq!(pool.stats().available, 1);
    assert_eq!(numbers.discarded.lock().unwrap().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failed_creation_frees_its_place() {
    let (pool, numbers) = pool(up_to(1));
    numbers.made.store(99, Ordering::SeqCst);
    assert_eq!(pool.acquire().await.err(), Some(AcquireError::Create("no more numbers")));
    assert_eq!(pool.acquire().await.unwrap().item(), Some(&100));
}

#[tokio::test(start_paused = true)]
async fn draining_serves_the_queue_and_refuses_the_rest() {
    let (pool, numbers) = pool(up_to(1));
    let held = pool.acquire().await.unwrap();
    let late = tokio::spawn({
        let pool = pool.clone();
        async move { pool.acquire().await.map(|lease| lease.item().copied()) }
    });
    sleep(Duration::from_millis(1)).await;
    let draining = tokio::spawn({
        let pool = pool.clone();
        async move { pool.drain().await }
    });
    sleep(Duration::from_millis(1)).await;
    assert_eq!(pool.acquire().await.err(), Some(AcquireError::Closed));
    assert!(!draining.is_finished());
    drop(held);
    assert_eq!(late.await.unwrap(), Ok(Some(0)));
    draining.await.unwrap();
    assert_eq!(*numbers.discarded.lock().unwrap(), [0]);
    pool.drain().await;
}

#[tokio::test(start_paused = true)]
async fn closing_at_once_fails_those_who_wait() {
    let (pool, numbers) = pool(up_to(1));
    let held = pool.acquire().await.unwrap();
    let late = tokio::spawn({
        let pool = pool.clone();
        async move { pool.acquire().await.err() }
    });
    sleep(Duration::from_millis(1)).await;
    pool.close_now();
    assert_eq!(late.await.unwrap(), Some(AcquireError::Closed));
    drop(held);
    assert_eq!(*numbers.discarded.lock().unwrap(), [0]);
}

#[test]
fn an_item_can_be_had_without_a_runtime_if_nothing_is_to_be_waited_for() {
    let (pool, _) = pool(up_to(1));
    let held = pool.try_acquire().unwrap();
    assert!(held.is_some());
    assert!(pool.try_acquire().unwrap().is_none());
}
