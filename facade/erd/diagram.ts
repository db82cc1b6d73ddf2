/** What a diagram shows of some models: their tables, and which column refers to which table. */

export interface Diagram {
  tables: DiagramTable[];
  relations: Relation[];
}

export interface DiagramTable {
  name: string;
  columns: DiagramColumn[];
}

export interface DiagramColumn {
  name: string;
  type: string;
  isPrimary: boolean;
  isForeign: boolean;
  isUnique: boolean;
  allowNull: boolean;
}

/** A foreign key: rows of `child` refer to a row of `parent`. */
export interface Relation {
  child: string;
  column: string;
  parent: string;
  /** The column that is referred to. */
  key: string;
  /** Whether a row of the parent has one row of the child at most. */
  isOneToOne: boolean;
  /** Whether a row of the child may have no parent. */
  isOptional: boolean;
}

export function diagramOf(models: any[]): Diagram {
  const tables = models.map(tableOf);
  const known = new Set(tables.map(table => table.name));
  const relations = models.flatMap(relationsOf).filter(relation => known.has(relation.parent));
  return { tables, relations };
}

function tableOf(model: any): DiagramTable {
  return { name: nameOf(model.getTableName()), columns: attributesOf(model).map(columnOf) };
}

function attributesOf(model: any): any[] {
  return Object.values<any>(model.tableAttributes);
}

function columnOf(attribute: any): DiagramColumn {
  return {
    name: attribute.field,
    type: typeOf(attribute.type),
    isPrimary: Boolean(attribute.primaryKey),
    isForeign: Boolean(attribute.references),
    isUnique: attribute.unique === true,
    allowNull: attribute.allowNull !== false && !attribute.primaryKey
  };
}

/** The database's name of the type; an ENUM stays one, though some databases write it as text. */
function typeOf(type: any): string {
  if (typeof type === 'string') return type;
  if (type?.key === 'ENUM' || type?.key === 'ARRAY') return type.key;
  const text = typeof type?.toSql === 'function' ? String(type.toSql()) : String(type?.key ?? '');
  return text.replace(/\s+/g, ' ').trim();
}

function relationsOf(model: any): Relation[] {
  const keys = attributesOf(model).filter(attribute => attribute.primaryKey);
  return attributesOf(model)
    .filter(attribute => attribute.references)
    .map(attribute => {
      const { references } = attribute;
      const target = typeof references === 'string' ? references : (references.model ?? references);
      return {
        child: nameOf(model.getTableName()),
        column: attribute.field,
        parent: nameOf(target?.getTableName?.() ?? target),
        key: references.key ?? 'id',
        isOneToOne: isAlone(model, attribute, keys),
        isOptional: attribute.allowNull !== false && !attribute.primaryKey
      };
    });
}

/** By its column: unique, or the whole key; or by what the other model says of it (`hasOne`). */
function isAlone(model: any, attribute: any, keys: any[]): boolean {
  if (attribute.unique === true || (attribute.primaryKey && keys.length === 1)) return true;
  const others: any[] = Object.values(model.sequelize.models);
  return others.some(other =>
    Object.values<any>(other.associations).some(
      association =>
        association.associationType === 'HasOne' &&
        association.target === model &&
        association.identifierField === attribute.field
    )
  );
}

function nameOf(table: any): string {
  if (typeof table === 'string') return table;
  return table.schema ? `${table.schema}.${table.tableName}` : table.tableName;
}
