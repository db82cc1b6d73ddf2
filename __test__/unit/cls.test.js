// Namespaces that `Sequelize.useCLS` takes.
const { AsyncLocalStorage } = require('node:async_hooks');
const { createNamespace } = require('cls-hooked');
const { asNamespace, runInContext } = require('sequelize-rs/lib/sequelize/cls');

const later = () => new Promise(resolve => setTimeout(resolve, 1));

describe('CLS', () => {
  it('takes a namespace of cls-hooked as it is', () => {
    const namespace = createNamespace('of the test');
    expect(asNamespace(namespace)).toBe(namespace);
  });

  it("refuses anything else in v6's words", () => {
    for (const given of [undefined, null, {}, 'namespace', { run() {} }, () => {}]) {
      expect(() => asNamespace(given)).toThrow('Must provide CLS namespace');
    }
  });

  it('keeps a value through awaits, and runs apart from each other, in an AsyncLocalStorage', async () => {
    const namespace = asNamespace(new AsyncLocalStorage());
    const inRun = value =>
      runInContext(namespace, async () => {
        namespace.set('transaction', value);
        await later();
        return namespace.get('transaction');
      });
    await expect(Promise.all([inRun(1), inRun(2)])).resolves.toEqual([1, 2]);
    expect(namespace.get('transaction')).toBeUndefined();
  });

  it('leaves what the application keeps in its AsyncLocalStorage readable', () => {
    const storage = new AsyncLocalStorage();
    const namespace = asNamespace(storage);
    storage.run({ user: 'ada' }, () => {
      runInContext(namespace, () => {
        namespace.set('transaction', 1);
        expect(storage.getStore().user).toBe('ada');
      });
      expect(storage.getStore()).toEqual({ user: 'ada' });
    });
    storage.run(new Map([['user', 'ada']]), () => {
      runInContext(namespace, () => {
        namespace.set('transaction', 1);
        expect([...storage.getStore().keys()]).toEqual(['user', 'transaction']);
      });
      expect([...storage.getStore().keys()]).toEqual(['user']);
    });
  });

  it('just runs the function without a namespace', () => {
    expect(runInContext(undefined, () => 5)).toBe(5);
  });
});
