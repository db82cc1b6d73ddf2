/*
 * How `include` and the names of associations in `order` and `group` cross to the compiler. This comment is the
 * contract with `sequelize_sql/src/plan/join` and `plan/subquery.rs`. A property that is undefined is left out.
 *
 * **Association** (wherever one crosses): a plain object, told from others by `associationType`.
 *
 * | property | value |
 * |---|---|
 * | associationType | `BelongsTo`, `HasOne`, `HasMany`, `BelongsToMany` |
 * | as | name of the association |
 * | source, target | models |
 * | isSelfAssociation, isSingleAssociation, isMultiAssociation | booleans |
 * | foreignKey, foreignKeyField, identifier, identifierField | BelongsTo: in the source; HasOne, HasMany: in the target; BelongsToMany: in the through model, refers to the source. `…Field` are columns |
 * | targetKey, targetKeyField, targetKeyIsPrimary, targetIdentifier | BelongsTo, BelongsToMany: what the key refers to in the target |
 * | sourceKey, sourceKeyField, sourceKeyAttribute, sourceKeyIsPrimary, sourceIdentifier | HasOne, HasMany, BelongsToMany: what the key refers to in the source |
 * | otherKey, foreignIdentifier, foreignIdentifierField | BelongsToMany: key in the through model that refers to the target |
 *
 * **Include** (items of `options.include`, and of `include` of an include):
 *
 * | property | value |
 * |---|---|
 * | separate | true: loaded by another statement. Nothing else crosses with it; it only counts as "there is an include" |
 * | as | alias of the joined table |
 * | model | the model read; may be a scoped subclass of the association's target |
 * | association | see above |
 * | attributes | list of column names, `[column or expression, name]` pairs and expressions; absent under `includeIgnoreAttributes: false` |
 * | where | condition on the joined table; keys are columns already |
 * | on | condition instead of the keys' equality |
 * | or | ON and WHERE are bound by OR |
 * | required, right | INNER JOIN; RIGHT OUTER JOIN where supported and not `required` |
 * | subQuery | the join belongs into the subquery, if the statement has one |
 * | subQueryFilter | see below; present only if the subquery has to be filtered by this include |
 * | through | `{ model, as, attributes, where }`: the join model of a BelongsToMany. Present only for those. `attributes` as above |
 * | include | further includes; `separate` and the through model's own are left out |
 * | parent | only on items of `options.include`: `{ as, model, subQuery, isInclude, parent }`, facts of v6's `include.parent`. `as` is absent for the model of the statement; `isInclude`: it has an association; then `parent` is its parent in turn (only when a fragment of a statement is asked for, as by `generateJoin`). The parent of a nested include is the include that holds it |
 *
 * Flags that v6 only needs to find the above (`duplicating`, `hasRequired`, `hasParentWhere` …) do not cross.
 *
 * **subQueryFilter**: the SELECT of v6's `_generateSubQueryFilter`, ready for `selectQuery`. The compiler renders it,
 * drops the `;`, and adds to the statement's `where` (an object; `{}` if there is none; `[Op.and]: []` if it has no
 * `Op.and`) the entry `__<internalAs>`: `( <select> ) IS NOT NULL`.
 *
 * | property | value |
 * |---|---|
 * | table, model | first and third argument of `selectQuery` |
 * | options | its options: `attributes`, `include`, `limit: 1`, `tableAs`, `includeIgnoreAttributes: false`, `model` |
 * | join | `[[table, column], [table, column]]`: names to quote, put together by ` = ` |
 * | isJoinFirst | the condition is `join AND where`, else `where AND join` (v6's `Op.and` of both) |
 * | where | condition of the include, or of its through model; may be absent |
 *
 * **Options** beside `include`: `model`, `mainModel`, `subQuery`, `hasMultiAssociation`, `includeIgnoreAttributes`,
 * `dotNotation`, `limit`, `groupedLimit`. `includeMap`, `includeNames`, `topModel` and parents of options do not cross.
 *
 * **groupedLimit**: `{ on, limit, values, through }`; `on` is a column's name or an association. With a BelongsToMany
 * there is also `include`: the one include (v6's `manyFromSource`) of each member, its `where` holding `Op.placeholder`;
 * `order` and `attributes` are changed already as v6 does (`subquery_order_N`; the order's new first part crosses as
 * `{ subQueryOrder: 'subquery_order_N' }`, to be quoted as one identifier).
 *
 * **order, group, and the argument of `quote`**: in an array, what v6 resolves to an association (an association, a
 * model, `{ model, as }`, the name of an association of the model before it) crosses as an association. For a join
 * model named behind a BelongsToMany it is `{ associationType: 'Through', as, source, target }`. Strings that follow an
 * association are attributes of its `target`.
 */
