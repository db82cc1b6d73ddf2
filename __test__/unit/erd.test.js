'use strict';

const { Sequelize, DataTypes } = require('sequelize-rs');
const { layOut } = require('sequelize-rs/lib/erd/layout');

function blog() {
  const sequelize = new Sequelize('sqlite::memory:', { logging: false });
  const define = (name, attributes) => sequelize.define(name, attributes, { timestamps: false });
  const User = define('User', {
    email: { type: DataTypes.STRING, unique: true, allowNull: false },
    role: DataTypes.ENUM('a', 'b'),
    score: DataTypes.DECIMAL(10, 2)
  });
  const Profile = define('Profile', { bio: DataTypes.TEXT });
  const Post = define('Post', { '<b>&"': DataTypes.STRING });
  const Tag = define('Tag', {});
  User.hasOne(Profile);
  User.hasMany(Post, { foreignKey: { name: 'authorId', allowNull: false } });
  Post.belongsTo(Post, { as: 'before' });
  Post.belongsToMany(Tag, { through: 'PostTags', timestamps: false });
  return sequelize;
}

test('Mermaid names tables, columns, keys and how many rows belong together', () => {
  expect(blog().erd()).toBe(`erDiagram
  Users {
    INTEGER id PK
    VARCHAR(255) email UK "not null"
    ENUM role
    DECIMAL(10-2) score
  }
  Profiles {
    INTEGER id PK
    TEXT bio
    INTEGER UserId FK
  }
  Posts {
    INTEGER id PK
    VARCHAR(255) _b_
    INTEGER authorId FK "not null"
    INTEGER beforeId FK
  }
  Tags {
    INTEGER id PK
  }
  PostTags {
    INTEGER PostId PK, FK
    INTEGER TagId PK, FK
  }
  Users |o--o| Profiles : "UserId"
  Users ||--o{ Posts : "authorId"
  Posts |o--o{ Posts : "beforeId"
  Posts ||--o{ PostTags : "PostId"
  Tags ||--o{ PostTags : "TagId"
`);
});

test('the SVG shows every column, and escapes their names', () => {
  const svg = blog().erd({ format: 'svg' });
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
  for (const name of ['email', 'authorId', 'DECIMAL(10,2)', '&lt;b&gt;&amp;&quot;']) expect(svg).toContain(`>${name}`);
  expect(svg).not.toContain('<b>');
  expect(svg.match(/→/g)).toHaveLength(5);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('models can be chosen; what is not there is named', () => {
  const sequelize = blog();
  expect(sequelize.erd({ models: ['User', 'Tag'] })).not.toContain('Posts');
  expect(() => sequelize.erd({ models: ['Nobody'] })).toThrow('"Nobody"');
  expect(() => sequelize.erd({ format: 'png' })).toThrow('"png"');
  expect(new Sequelize('sqlite::memory:').erd({ format: 'svg' })).toContain('</svg>');
});

test('no table lies on another, and no line runs through a table', () => {
  let state = 1;
  const below = limit => (state = (state * 48271) % 2147483647) % limit;
  for (let round = 0; round < 150; round++) {
    const names = Array.from({ length: 1 + below(14) }, (_, position) => `Table${position}`);
    const columns = names.map(() => ['id', ...Array.from({ length: below(8) }, (_, position) => `column${position}`)]);
    const tables = names.map((name, position) => ({
      name,
      columns: columns[position].map(column => ({ name: column, type: 'INTEGER', isPrimary: column === 'id' }))
    }));
    const relations = Array.from({ length: below(20) }, () => {
      const child = below(names.length);
      const column = columns[child][below(columns[child].length)];
      return { child: names[child], column, parent: names[below(names.length)], key: 'id', isOptional: below(2) === 0 };
    });
    const { boxes, lines, width, height } = layOut({ tables, relations });
    expect({ round, boxes: boxes.length, lines: lines.length }).toEqual({
      round,
      boxes: names.length,
      lines: relations.length
    });
    for (const [position, box] of boxes.entries()) {
      const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      expect({ round, box: box.table.name, inside }).toEqual({ round, box: box.table.name, inside: true });
      const overlapped = boxes.slice(position + 1).filter(other => meets(box, other));
      expect({ round, overlapped }).toEqual({ round, overlapped: [] });
      for (const { relation, points } of lines) {
        const crosses = points.slice(1).some((point, index) => meets(box, around(points[index], point)));
        expect({ round, box: box.table.name, relation, points, crosses }).toEqual({
          round,
          box: box.table.name,
          relation,
          points,
          crosses: false
        });
      }
    }
  }
});

function around([x1, y1], [x2, y2]) {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) };
}

/** Touching is no meeting: lines begin at tables. */
function meets(one, other) {
  const overlap = (a, b, length, otherLength) => a + length > b + 0.5 && b + otherLength > a + 0.5;
  return overlap(one.x, other.x, one.width, other.width) && overlap(one.y, other.y, one.height, other.height);
}
