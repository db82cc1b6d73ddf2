//! Waking the thread of JavaScript: one threadsafe function per border. It keeps the process alive only while it is
//! held, that is while something is pending.

use std::ffi::c_void;
use std::ptr;

use napi::bindgen_prelude::{Function, JsValue, Result, check_status};
use napi::{Env, sys};

pub struct Wake {
    function: sys::napi_threadsafe_function,
    callback: Box<Callback>,
}

/// The function to call. A weak reference while nothing is pending: a strong one would keep its realm for ever.
struct Callback {
    env: sys::napi_env,
    reference: sys::napi_ref,
}

// SAFETY: other threads only ring, which is what a threadsafe function is for; the callback is left to its own thread.
unsafe impl Send for Wake {}

impl Wake {
    pub fn new(env: &Env, callback: &Function<'_, (), ()>) -> Result<Self> {
        let env = env.raw();
        let (mut name, mut function, mut reference) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // SAFETY: the environment is the current one; names and out-parameters live through the calls, and the context
        // lives as long as the function.
        unsafe {
            check_status!(sys::napi_create_string_utf8(env, c"sequelize".as_ptr(), 9, &mut name))?;
            check_status!(sys::napi_create_reference(env, callback.raw(), 0, &mut reference))?;
            let callback = Box::new(Callback { env, reference });
            check_status!(sys::napi_create_threadsafe_function(
                env,
                ptr::null_mut(),
                ptr::null_mut(),
                name,
                0,
                1,
                ptr::null_mut(),
                None,
                (&raw const *callback).cast_mut().cast(),
                Some(call),
                &mut function,
            ))?;
            check_status!(sys::napi_unref_threadsafe_function(env, function))?;
            Ok(Self { function, callback })
        }
    }

    /// Calls JavaScript soon. A failure means that the environment is going away.
    pub fn ring(&self) {
        let mode = sys::ThreadsafeFunctionCallMode::nonblocking;
        // SAFETY: the function is not released before `self` is.
        unsafe { sys::napi_call_threadsafe_function(self.function, ptr::null_mut(), mode) };
    }

    /// While held, the process and the callback stay alive. On the thread of JavaScript.
    pub fn hold(&self) {
        let Callback { env, reference } = *self.callback;
        let mut count = 0;
        // SAFETY: as above, on the thread of the environment.
        unsafe {
            sys::napi_reference_ref(env, reference, &mut count);
            sys::napi_ref_threadsafe_function(env, self.function);
        }
    }

    pub fn let_go(&self) {
        let Callback { env, reference } = *self.callback;
        let mut count = 0;
        // SAFETY: as above; every call follows one of `hold`.
        unsafe {
            sys::napi_reference_unref(env, reference, &mut count);
            sys::napi_unref_threadsafe_function(env, self.function);
        }
    }

    /// Gives everything back. Not to be called once the environment is being torn down: it is gone then.
    pub fn release(self) {
        // SAFETY: nobody has the function after this. A ring still under way finds the reference deleted only after
        // `call` has run for the last time: aborting drops what is queued.
        unsafe {
            sys::napi_release_threadsafe_function(self.function, sys::ThreadsafeFunctionReleaseMode::abort);
            sys::napi_delete_reference(self.callback.env, self.callback.reference);
        }
        // Node.js may still hold the address as a context that it no longer reads.
        Box::leak(self.callback);
    }
}

/// Runs on the thread of JavaScript; the environment is null while it is torn down.
unsafe extern "C" fn call(env: sys::napi_env, _: sys::napi_value, context: *mut c_void, _: *mut c_void) {
    if env.is_null() || context.is_null() {
        return;
    }
    let (mut callback, mut receiver, mut result) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    // SAFETY: the context is the `Callback` of the function that is being called. The callback does not throw.
    unsafe {
        let Callback { reference, .. } = *context.cast::<Callback>();
        sys::napi_get_reference_value(env, reference, &mut callback);
        if callback.is_null() {
            return;
        }
        sys::napi_get_undefined(env, &mut receiver);
        sys::napi_call_function(env, receiver, callback, 0, ptr::null(), &mut result);
    }
}
