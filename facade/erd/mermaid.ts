/** A diagram as Mermaid text, which GitHub and GitLab draw. mermaid.js.org/syntax/entityRelationshipDiagram.html. */
import type { Diagram, DiagramColumn, Relation } from './diagram';

export function mermaid({ tables, relations }: Diagram): string {
  const lines = ['erDiagram'];
  for (const table of tables) {
    lines.push(`  ${entity(table.name)} {`);
    for (const column of table.columns) lines.push(`    ${attribute(column)}`);
    lines.push('  }');
  }
  for (const relation of relations) lines.push(`  ${line(relation)}`);
  return `${lines.join('\n')}\n`;
}

function attribute({ name, type, isPrimary, isForeign, isUnique, allowNull }: DiagramColumn): string {
  const keys = [isPrimary && 'PK', isForeign && 'FK', isUnique && 'UK'].filter(Boolean).join(', ');
  const remark = !allowNull && !isPrimary ? '"not null"' : '';
  return [word(type.replace(/,\s*/g, '-')), word(name), keys, remark].filter(Boolean).join(' ');
}

function line({ parent, child, column, isOneToOne, isOptional }: Relation): string {
  const ends = `${isOptional ? '|o' : '||'}--${isOneToOne ? 'o|' : 'o{'}`;
  return `${entity(parent)} ${ends} ${entity(child)} : "${column.replace(/"/g, "'")}"`;
}

function entity(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : `"${name.replace(/"/g, "'")}"`;
}

/** Types and names are single words there. */
function word(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}_()[\]-]+/gu, '_');
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}
