/** A diagram as an SVG that stands for itself: no scripts, no fonts to load. Crow's feet show how many rows belong together. */
import type { Diagram, Relation } from './diagram';
import { layOut, type Box, type Line } from './layout';
import { BADGES, HEADER, PADDING, ROW, typeOffset } from './metrics';

const FONTS = "font-family=\"'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif\"";
const COLORS = {
  header: '#27496d',
  border: '#27496d',
  stripe: '#f3f6fa',
  text: '#1b2733',
  faint: '#6b7c8f',
  line: '#5b7083',
  primary: '#b7791f',
  foreign: '#2b6cb0'
};

export function svg(diagram: Diagram): string {
  const { boxes, lines, width, height } = layOut(diagram);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" ` +
      `width="${round(width)}" height="${round(height)}" ${FONTS} font-size="13">`,
    `<title>${escape(diagram.tables.map(table => table.name).join(', '))}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...lines.map(drawLine),
    ...boxes.map(drawBox),
    ...lines.map(drawMarks),
    '</svg>\n'
  ].join('\n');
}

function drawBox({ table, x, y, width, height }: Box): string {
  const types = x + typeOffset(table);
  const parts = [
    `<g><title>${escape(table.name)}</title>`,
    rect(x, y, width, height, `rx="6" fill="#ffffff" stroke="${COLORS.border}" stroke-width="1.5"`),
    `<path d="M${x} ${y + HEADER} v${6 - HEADER} q0 -6 6 -6 h${width - 12} q6 0 6 6 v${HEADER - 6} z" fill="${COLORS.header}"/>`,
    text(
      x + width / 2,
      y + HEADER / 2,
      table.name,
      'fill="#ffffff" font-size="15" font-weight="600" text-anchor="middle"'
    )
  ];
  table.columns.forEach((column, index) => {
    const top = y + HEADER + index * ROW;
    const middle = top + ROW / 2;
    if (index % 2) parts.push(rect(x + 1, top, width - 2, ROW, `fill="${COLORS.stripe}"`));
    let badge = x + PADDING - 4;
    for (const [is, label, color] of [
      [column.isPrimary, 'PK', COLORS.primary],
      [column.isForeign, 'FK', COLORS.foreign]
    ] as const) {
      if (!is) continue;
      parts.push(rect(badge, middle - 7.5, 22, 15, `rx="3" fill="${color}"`));
      parts.push(
        text(badge + 11, middle, label, 'fill="#ffffff" font-size="10" font-weight="600" text-anchor="middle"')
      );
      badge += 25;
    }
    const weight = column.isPrimary ? ' font-weight="600"' : '';
    parts.push(text(x + BADGES, middle, column.name, `fill="${COLORS.text}"${weight}`));
    const type = column.type + (column.allowNull || column.isPrimary ? '' : ' *');
    parts.push(text(types, middle, type, `fill="${COLORS.faint}" font-size="12"`));
  });
  return [...parts, '</g>'].join('');
}

/** Corners are rounded where there is room. */
function drawLine({ relation, points }: Line): string {
  const corners = points.filter((point, index) => index === 0 || !same(point, points[index - 1]));
  let path = `M${at(corners[0])}`;
  for (let index = 1; index < corners.length - 1; index++) {
    const [before, corner, after] = corners.slice(index - 1, index + 2);
    const radius = Math.min(6, distance(before, corner) / 2, distance(corner, after) / 2);
    path += ` L${at(towards(corner, before, radius))} Q${at(corner)} ${at(towards(corner, after, radius))}`;
  }
  path += ` L${at(corners.at(-1)!)}`;
  return (
    `<path d="${path}" fill="none" stroke="${COLORS.line}" stroke-width="1.5">` +
    `<title>${escape(`${relation.child}.${relation.column} → ${relation.parent}.${relation.key}`)}</title></path>`
  );
}

/** At the child how many rows of it there may be; at the parent whether there must be one. */
function drawMarks({ relation, points }: Line): string {
  const [first, second] = points;
  const [last, previous] = [points.at(-1)!, points.at(-2)!];
  return (
    `<g fill="#ffffff" stroke="${COLORS.line}" stroke-width="1.5">` +
    childMark(relation, first, Math.sign(second[0] - first[0]) || 1) +
    parentMark(relation, last, Math.sign(previous[0] - last[0]) || 1) +
    '</g>'
  );
}

function childMark({ isOneToOne }: Relation, [x, y]: [number, number], way: number): string {
  const circle = `<circle cx="${round(x + 17 * way)}" cy="${round(y)}" r="4"/>`;
  if (isOneToOne) return bar(x + 9 * way, y) + circle;
  return `<path d="M${at([x, y - 6])} L${at([x + 12 * way, y])} L${at([x, y + 6])}" fill="none"/>${circle}`;
}

function parentMark({ isOptional }: Relation, [x, y]: [number, number], way: number): string {
  if (!isOptional) return bar(x + 7 * way, y) + bar(x + 12 * way, y);
  return `${bar(x + 8 * way, y)}<circle cx="${round(x + 15 * way)}" cy="${round(y)}" r="4"/>`;
}

function bar(x: number, y: number): string {
  return `<path d="M${at([x, y - 5])} V${round(y + 5)}"/>`;
}

function rect(x: number, y: number, width: number, height: number, style: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${style}/>`;
}

function text(x: number, y: number, content: string, style: string): string {
  // Not every program knows dominant-baseline: a third of the letters' height below the middle is as good.
  return `<text x="${round(x)}" y="${round(y + 4.5)}" ${style}>${escape(content)}</text>`;
}

function at([x, y]: [number, number]): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function same(one: [number, number], other: [number, number]): boolean {
  return distance(one, other) < 0.5;
}

function distance([x, y]: [number, number], [otherX, otherY]: [number, number]): number {
  return Math.hypot(x - otherX, y - otherY);
}

function towards(from: [number, number], to: [number, number], by: number): [number, number] {
  const length = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) / length) * by, from[1] + ((to[1] - from[1]) / length) * by];
}

function escape(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
