// Registration, order and removal of hooks, without a database.
const { applyTo, dispatch, hasHooksFor, hooks } = require('sequelize-rs/lib/hooks');
const upstream = require('sequelize/lib/hooks');

function makeModel() {
  class Model {}
  Model.options = { hooks: {} };
  Model.sequelize = { options: { hooks: {} } };
  applyTo(Model.sequelize);
  applyTo(Model, true);
  return Model;
}

describe('the hook table', () => {
  it('has the events of sequelize 6 in its order', () => {
    expect(hooks).toEqual(upstream.hooks);
    expect(Object.keys(hooks)).toEqual(Object.keys(upstream.hooks));
  });
});

describe('hooks of a model', () => {
  it('have a registration method unless only Sequelize raises the event', () => {
    const Model = makeModel();
    expect(typeof Model.beforeCreate).toBe('function');
    expect(Model.beforeDefine).toBeUndefined();
    expect(typeof Model.sequelize.beforeDefine).toBe('function');
  });

  it('run before those of the Sequelize instance, each in the order of registration', async () => {
    const Model = makeModel();
    const order = [];
    Model.sequelize.addHook('beforeCreate', () => order.push('shared 1'));
    Model.addHook('beforeCreate', async () => order.push('model 1'));
    Model.sequelize.addHook('beforeCreate', () => order.push('shared 2'));
    Model.beforeCreate('named', () => order.push('model 2'));
    await Model.runHooks('beforeCreate', {});
    expect(order).toEqual(['model 1', 'model 2', 'shared 1', 'shared 2']);
  });

  it('stop at the first that throws or rejects', async () => {
    const Model = makeModel();
    const after = jest.fn();
    Model.addHook('beforeCreate', () => Promise.reject(new Error('no')));
    Model.addHook('beforeCreate', after);
    await expect(Model.runHooks('beforeCreate')).rejects.toThrow('no');
    expect(after).not.toHaveBeenCalled();
  });

  it('are removed by name or by function, under every event they stand for', async () => {
    const Model = makeModel();
    const byFunction = jest.fn();
    const byName = jest.fn();
    Model.beforeSave(byFunction);
    Model.beforeSave('named', byName);
    Model.removeHook('beforeSave', byFunction).removeHook('beforeSave', 'named');
    await Model.runHooks('beforeCreate');
    await Model.runHooks('beforeUpdate');
    expect([byFunction.mock.calls, byName.mock.calls]).toEqual([[], []]);
  });

  it('refuse an event that does not exist, and name those that do', () => {
    expect(() => makeModel().addHook('beforeFoo', () => {})).toThrow(/Unknown hook "beforeFoo".*beforeCreate/);
  });

  it('cost no promise if all of them are synchronous', () => {
    const Model = makeModel();
    expect(hasHooksFor(Model, 'beforeFind')).toBe(false);
    Model.addHook('beforeFind', () => 1);
    expect(hasHooksFor(Model, 'beforeFind')).toBe(true);
    expect(dispatch(Model, 'beforeFind', {})).toBeUndefined();
    Model.addHook('beforeFind', async () => 1);
    expect(dispatch(Model, 'beforeFind', {})).toBeInstanceOf(Promise);
  });

  it('that are synchronous by kind run within the call and are not waited for', () => {
    const { sequelize } = makeModel();
    const order = [];
    sequelize.addHook('beforeDefine', () => new Promise(() => order.push(1)));
    sequelize.addHook('beforeDefine', () => order.push(2));
    sequelize.runHooks('beforeDefine', {}, {});
    expect(order).toEqual([1, 2]);
  });

  it('may be given to runHooks as functions', async () => {
    const seen = [];
    await makeModel().runHooks([value => seen.push(value), { fn: value => seen.push(-value) }], 7);
    expect(seen).toEqual([7, -7]);
    await expect(makeModel().runHooks()).rejects.toThrow('runHooks requires at least 1 argument');
  });
});

describe('hooks of one instance', () => {
  it("run for that instance only, after the model's and before the shared ones", async () => {
    const Model = makeModel();
    const order = [];
    const [one, other] = [new Model(), new Model()];
    Model.sequelize.addHook('afterUpdate', () => order.push('shared'));
    one.addHook('afterSave', () => order.push('instance'));
    Model.addHook('afterUpdate', () => order.push('model'));
    await Model.runHooks('afterUpdate', other, {});
    expect(order).toEqual(['model', 'shared']);
    order.length = 0;
    await Model.runHooks('afterUpdate', one, {});
    expect(order).toEqual(['model', 'instance', 'shared']);
    expect(hasHooksFor(makeModel(), 'afterUpdate', one)).toBe(true);
  });

  it('can be asked for and removed', () => {
    const Model = makeModel();
    const instance = new Model();
    instance.addHook('beforeCreate', 'named', () => {});
    expect(instance.hasHook('beforeCreate')).toBe(true);
    instance.removeHook('beforeCreate', 'named');
    expect(instance.hasHooks('beforeCreate')).toBe(false);
  });

  it('are refused for events of many rows', () => {
    const Model = makeModel();
    expect(() => new Model().addHook('afterBulkCreate', () => {})).toThrow('does not concern a single instance');
  });
});
