// Made by `npm run generate` from crates/sequelize_types/src/hook.rs. Do not edit.

/** What is known about one lifecycle event. */
export interface HookFacts {
  /** How many arguments a function registered for it gets. */
  readonly params: number;
  /** Runs within the call that raises it. */
  readonly isSync?: boolean;
  /** Exists on Sequelize and its instances only. */
  readonly isSequelizeOnly?: boolean;
  /** Its first argument is one model instance, so functions registered on that instance run too. */
  readonly isOnInstance?: boolean;
  /** Registering for it registers for these as well, first. */
  readonly proxiesTo?: readonly string[];
}

const events = {
  beforeValidate: { params: 2, isOnInstance: true },
  afterValidate: { params: 2, isOnInstance: true },
  validationFailed: { params: 3, isOnInstance: true },
  beforeCreate: { params: 2, isOnInstance: true },
  afterCreate: { params: 2, isOnInstance: true },
  beforeDestroy: { params: 2, isOnInstance: true },
  afterDestroy: { params: 2, isOnInstance: true },
  beforeRestore: { params: 2, isOnInstance: true },
  afterRestore: { params: 2, isOnInstance: true },
  beforeUpdate: { params: 2, isOnInstance: true },
  afterUpdate: { params: 2, isOnInstance: true },
  beforeSave: { params: 2, isOnInstance: true, proxiesTo: ['beforeUpdate', 'beforeCreate'] },
  afterSave: { params: 2, isOnInstance: true, proxiesTo: ['afterUpdate', 'afterCreate'] },
  beforeUpsert: { params: 2 },
  afterUpsert: { params: 2 },
  beforeBulkCreate: { params: 2 },
  afterBulkCreate: { params: 2 },
  beforeBulkDestroy: { params: 1 },
  afterBulkDestroy: { params: 1 },
  beforeBulkRestore: { params: 1 },
  afterBulkRestore: { params: 1 },
  beforeBulkUpdate: { params: 1 },
  afterBulkUpdate: { params: 1 },
  beforeFind: { params: 1 },
  beforeFindAfterExpandIncludeAll: { params: 1 },
  beforeFindAfterOptions: { params: 1 },
  afterFind: { params: 2 },
  beforeCount: { params: 1 },
  beforeDefine: { params: 2, isSync: true, isSequelizeOnly: true },
  afterDefine: { params: 1, isSync: true, isSequelizeOnly: true },
  beforeInit: { params: 2, isSync: true, isSequelizeOnly: true },
  afterInit: { params: 1, isSync: true, isSequelizeOnly: true },
  beforeAssociate: { params: 2, isSync: true },
  afterAssociate: { params: 2, isSync: true },
  beforeConnect: { params: 1, isSequelizeOnly: true },
  afterConnect: { params: 2, isSequelizeOnly: true },
  beforeDisconnect: { params: 1, isSequelizeOnly: true },
  afterDisconnect: { params: 1, isSequelizeOnly: true },
  beforePoolAcquire: { params: 1, isSequelizeOnly: true },
  afterPoolAcquire: { params: 2, isSequelizeOnly: true },
  beforeSync: { params: 1 },
  afterSync: { params: 1 },
  beforeBulkSync: { params: 1 },
  afterBulkSync: { params: 1 },
  beforeQuery: { params: 2 },
  afterQuery: { params: 2 },
} as const satisfies Record<string, HookFacts>;

export type HookName = keyof typeof events;

/** All lifecycle events, in v6's order. */
export const HOOKS: Readonly<Record<HookName, HookFacts>> = events;

/** Their names. */
export const HOOK_NAMES = Object.keys(events) as readonly HookName[];
