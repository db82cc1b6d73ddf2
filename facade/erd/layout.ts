/**
 * Where tables and lines go. Tables stand in columns, each to the right of those it refers to; lines run in the gaps
 * between the columns and pass other columns where a gap is kept for them, so nothing lies on anything else.
 */
import type { Diagram, DiagramTable, Relation } from './diagram';
import { tableSize, ROW } from './metrics';

export interface Box {
  table: DiagramTable;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Line {
  relation: Relation;
  /** Corners, from the child to the parent. */
  points: [number, number][];
}

export interface Layout {
  boxes: Box[];
  lines: Line[];
  width: number;
  height: number;
}

const MARGIN = 32;
const GAP = 36;
/** Room for the marks at the ends of a line. */
const MARKS = 30;
const TRACK = 12;
/** The height of the gap that a passing line gets. */
const PASS = 14;

/** A table, or the gap for a line that passes. */
interface Node {
  table?: DiagramTable;
  rank: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** What its place should be near to: neighbours, and how far below their tops. */
  left: Port[];
  right: Port[];
}

interface Port {
  node: Node;
  offset: number;
  own: number;
}

/** Part of a line between two neighbouring columns. */
interface Segment {
  from: [Node, number];
  to: [Node, number];
  track: number;
}

interface Route {
  relation: Relation;
  segments: Segment[];
  /** Whether the child stands on the left. */
  isReversed: boolean;
}

export function layOut(diagram: Diagram): Layout {
  const related = new Set(diagram.relations.flatMap(({ child, parent }) => (child === parent ? [] : [child, parent])));
  const nodes = new Map<string, Node>();
  for (const table of diagram.tables)
    nodes.set(table.name, { ...tableSize(table), table, rank: 0, x: 0, y: 0, left: [], right: [] });
  const connected = [...nodes.values()].filter(node => related.has(node.table!.name));
  rank(connected, diagram.relations, nodes);
  const columns: Node[][] = [];
  for (const node of connected) (columns[node.rank] ??= []).push(node);
  const routes = diagram.relations
    .filter(({ child, parent }) => child !== parent)
    .map(relation => route(relation, diagram.relations, nodes, columns));
  order(columns);
  place(columns);
  const loops = diagram.relations.filter(({ child, parent }) => child === parent);
  const right = spread(columns, routes, loops, nodes);
  const bottom = below(columns);
  const alone = [...nodes.values()].filter(node => !related.has(node.table!.name));
  const size = placeAlone(alone, loops, Math.max(right, 640), bottom);

  const boxes = [...nodes.values()].map(({ table, x, y, width, height }) => ({ table: table!, x, y, width, height }));
  const lines = [...routes.map(lineOf), ...selfLines(loops, diagram.relations, nodes)];
  return { boxes, lines, width: Math.max(right, size.width) + MARGIN, height: Math.max(bottom, size.height) + MARGIN };
}

/** A table stands one column further than the furthest it refers to. References that close a circle do not count. */
function rank(connected: Node[], relations: Relation[], nodes: Map<string, Node>): void {
  const state = new Map<Node, 'open' | 'done'>();
  const visit = (node: Node): number => {
    if (state.get(node) === 'done') return node.rank;
    state.set(node, 'open');
    for (const { child, parent } of relations) {
      const other = nodes.get(parent)!;
      if (child !== node.table!.name || other === node || state.get(other) === 'open') continue;
      node.rank = Math.max(node.rank, visit(other) + 1);
    }
    state.set(node, 'done');
    return node.rank;
  };
  connected.forEach(visit);
  // A circle may leave both ends in one column; then one of them moves on.
  for (let moved = true, rounds = 0; moved && rounds < connected.length; rounds++) {
    moved = false;
    for (const { child, parent } of relations) {
      const [one, other] = [nodes.get(child)!, nodes.get(parent)!];
      if (one !== other && one.rank === other.rank) {
        one.rank++;
        moved = true;
      }
    }
  }
  const used = [...new Set(connected.map(node => node.rank))].sort((a, b) => a - b);
  for (const node of connected) node.rank = used.indexOf(node.rank);
}

/** Cuts a line into parts from column to column, with a gap for it in each column that it passes. */
function route(relation: Relation, relations: Relation[], nodes: Map<string, Node>, columns: Node[][]): Route {
  const child = nodes.get(relation.child)!;
  const parent = nodes.get(relation.parent)!;
  const isReversed = child.rank < parent.rank;
  const ends: [Node, number][] = [
    [parent, keyPort(parent, relation, relations)],
    [child, rowOf(child, relation.column)]
  ];
  if (isReversed) ends.reverse();
  const [[first, firstOffset], [last, lastOffset]] = ends;
  const stops: [Node, number][] = [[first, firstOffset]];
  for (let at = first.rank + 1; at < last.rank; at++) {
    const gap: Node = { rank: at, x: 0, y: 0, width: 0, height: PASS, left: [], right: [] };
    (columns[at] ??= []).push(gap);
    stops.push([gap, PASS / 2]);
  }
  stops.push([last, lastOffset]);
  const segments = stops.slice(1).map((to, index): Segment => {
    const from = stops[index];
    from[0].right.push({ node: to[0], offset: to[1], own: from[1] });
    to[0].left.push({ node: from[0], offset: from[1], own: to[1] });
    return { from, to, track: 0 };
  });
  return { relation, segments, isReversed };
}

function rowOf(node: Node, column: string): number {
  const position = node.table!.columns.findIndex(one => one.name === column);
  return ROW * (Math.max(position, 0) + 1.5) + ROW * 0.25;
}

/** Lines with different marks arrive one above the other. */
function keyPort(parent: Node, relation: Relation, relations: Relation[]): number {
  const middle = rowOf(parent, relation.key);
  const kinds = new Set(
    relations
      .filter(other => other.parent === relation.parent && other.key === relation.key)
      .map(other => other.isOptional)
  );
  if (kinds.size === 1) return middle;
  return middle + (relation.isOptional ? 6 : -6);
}

/** Sorts each column by where its neighbours are, forth and back, which unties most crossings. */
function order(columns: Node[][]): void {
  columns.forEach(column => column.forEach((node, index) => (node.y = index)));
  const sortBy = (column: Node[], ports: (node: Node) => Port[]) => {
    const wish = new Map(
      column.map(node => [
        node,
        mean(
          ports(node).map(port => port.node.y + port.offset / 10000),
          node.y
        )
      ])
    );
    column.sort((a, b) => wish.get(a)! - wish.get(b)!);
    column.forEach((node, index) => (node.y = index));
  };
  for (let sweep = 0; sweep < 8; sweep++) {
    for (const column of columns.slice(1)) sortBy(column, node => node.left);
    for (const column of columns.slice(0, -1).reverse()) sortBy(column, node => node.right);
  }
}

/** Heights: each node as near to its neighbours as the order allows. */
function place(columns: Node[][]): void {
  for (const column of columns) {
    let y = 0;
    for (const node of column) {
      node.y = y;
      y += node.height + GAP;
    }
  }
  for (let sweep = 0; sweep < 12; sweep++) {
    for (const column of sweep % 2 ? columns : [...columns].reverse()) {
      for (const node of column) {
        const ports = [...node.left, ...node.right];
        node.y = mean(
          ports.map(port => port.node.y + port.offset - port.own),
          node.y
        );
      }
      unstack(column);
    }
  }
  const top = Math.min(0, ...columns.flat().map(node => node.y));
  const least = Math.min(...columns.flat().map(node => node.y), Infinity);
  const shift = MARGIN - (least === Infinity ? top : least);
  for (const node of columns.flat()) node.y = Math.round(node.y + shift);
}

/** Moves apart what overlaps, keeping the order and the middle of each group that has to share. */
function unstack(column: Node[]): void {
  const groups: { nodes: Node[]; start: number; height: number }[] = [];
  for (const node of column) {
    let group = { nodes: [node], start: node.y, height: node.height };
    for (let last = groups.at(-1); last && last.start + last.height + GAP > group.start; last = groups.at(-1)) {
      groups.pop();
      const all = [...last.nodes, ...group.nodes];
      const height = last.height + GAP + group.height;
      let offset = 0;
      const wishes = all.map(one => {
        const start = one.y - offset;
        offset += one.height + GAP;
        return start;
      });
      group = { nodes: all, start: mean(wishes, 0), height };
    }
    groups.push(group);
  }
  for (const group of groups) {
    let y = group.start;
    for (const node of group.nodes) {
      node.y = y;
      y += node.height + GAP;
    }
  }
}

/** Widths: each gap between columns as wide as the lines in it need. Gives the right end. */
function spread(columns: Node[][], routes: Route[], loops: Relation[], nodes: Map<string, Node>): number {
  let x = MARGIN;
  for (const [position, column] of columns.entries()) {
    const width = Math.max(...column.map(node => node.width));
    for (const node of column) {
      node.x = x;
      if (!node.table) node.width = width;
    }
    const parts = routes.flatMap(({ segments }) => segments).filter(({ from }) => from[0].rank === position);
    const tracks = assignTracks(parts);
    const hasLoop = loops.some(
      ({ child }) => nodes.get(child)!.rank === position && column.includes(nodes.get(child)!)
    );
    x += width + (hasLoop ? MARKS + TRACK : 0);
    for (const part of parts) part.track = x + MARKS + (part.track + 0.5) * TRACK;
    if (position < columns.length - 1) x += 2 * MARKS + tracks * TRACK;
  }
  return x;
}

/** Vertical parts that would touch get tracks of their own. Gives how many there are. */
function assignTracks(parts: Segment[]): number {
  const y = ([node, offset]: [Node, number]) => node.y + offset;
  const span = (part: Segment) => [y(part.from), y(part.to)].sort((a, b) => a - b);
  // Lines of one parent share a track: they leave it as one and branch off.
  const groups = new Map<string, Segment[]>();
  for (const part of parts) {
    const id = `${part.from[0].table?.name ?? Math.random()}/${part.from[1]}`;
    groups.set(id, [...(groups.get(id) ?? []), part]);
  }
  const tracks: [number, number][][] = [];
  const sorted = [...groups.values()].sort((a, b) => y(b[0].from) - y(a[0].from));
  for (const group of sorted) {
    const spans = group.map(span);
    const range: [number, number] = [
      Math.min(...spans.map(one => one[0])) - 6,
      Math.max(...spans.map(one => one[1])) + 6
    ];
    let track = tracks.findIndex(taken => taken.every(([from, to]) => range[1] < from || range[0] > to));
    if (track < 0) track = tracks.push([]) - 1;
    tracks[track].push(range);
    for (const part of group) part.track = track;
  }
  return tracks.length;
}

function below(columns: Node[][]): number {
  return Math.max(MARGIN, ...columns.flat().map(node => node.y + node.height));
}

/** Tables without relations, in rows under the others. */
function placeAlone(
  alone: Node[],
  loops: Relation[],
  limit: number,
  bottom: number
): { width: number; height: number } {
  let x = MARGIN;
  let y = bottom > MARGIN ? bottom + GAP : MARGIN;
  let rowHeight = 0;
  let width = 0;
  for (const node of alone) {
    const room = node.width + (loops.some(({ child }) => child === node.table!.name) ? MARKS + TRACK : 0);
    if (x > MARGIN && x + room > limit) {
      x = MARGIN;
      y += rowHeight + GAP;
      rowHeight = 0;
    }
    node.x = x;
    node.y = y;
    x += room + GAP;
    width = Math.max(width, x - GAP);
    rowHeight = Math.max(rowHeight, node.height);
  }
  return { width, height: alone.length > 0 ? y + rowHeight : 0 };
}

function lineOf({ relation, segments, isReversed }: Route): Line {
  const points: [number, number][] = [];
  for (const { from, to, track } of segments) {
    const start = from[0].y + from[1];
    const end = to[0].y + to[1];
    points.push([from[0].x + from[0].width, start], [track, start], [track, end], [to[0].x, end]);
  }
  return { relation, points: isReversed ? points : points.reverse() };
}

/** A table that refers to itself: out on the right and back. */
function selfLines(loops: Relation[], relations: Relation[], nodes: Map<string, Node>): Line[] {
  return loops.map((relation, index) => {
    const node = nodes.get(relation.child)!;
    const right = node.x + node.width;
    const out = right + MARKS + (index % 2) * 6;
    const from = node.y + rowOf(node, relation.column);
    const to = node.y + keyPort(node, relation, relations);
    return {
      relation,
      points: [
        [right, from],
        [out, from],
        [out, to],
        [right, to]
      ]
    };
  });
}

function mean(values: number[], otherwise: number): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}
