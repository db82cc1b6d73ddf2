// A small blog on embedded SQLite: what a program written for sequelize 6 looks like, with the SQL it runs.
// Run it with `npm run quickstart`. In a project of your own the import reads `from 'sequelize'`.
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sequelize from '../../lib/index.js';

const { DataTypes, Model, Op } = Sequelize;
const storage = join(tmpdir(), `sequelize-rs-quickstart-${process.pid}.sqlite`);

const sequelize = new Sequelize({ dialect: 'sqlite', storage, benchmark: true, logging: showStatement });

class Post extends Model {
  get summary() {
    return `${this.title} (${this.views} views)`;
  }
}
Post.init(
  {
    title: { type: DataTypes.STRING(120), allowNull: false, validate: { len: [3, 120] } },
    slug: { type: DataTypes.STRING, unique: true },
    body: DataTypes.TEXT,
    tags: { type: DataTypes.JSON, defaultValue: [] },
    status: { type: DataTypes.ENUM('draft', 'published'), defaultValue: 'draft' },
    views: { type: DataTypes.INTEGER, defaultValue: 0 }
  },
  { sequelize, modelName: 'post', paranoid: true, scopes: { published: { where: { status: 'published' } } } }
);
Post.beforeValidate(post => {
  post.slug ??= post.title?.toLowerCase().replace(/\W+/g, '-');
});

try {
  await tell('Connect and make the table', async () => {
    await sequelize.authenticate();
    await sequelize.sync({ force: true });
  });
  await tell('Write a post', () => Post.create({ title: 'Hello, Rust', body: 'The first one.', tags: ['news'] }));
  await tell('Write forty more at once', () =>
    Post.bulkCreate(
      Array.from({ length: 40 }, (_, index) => ({
        title: `Post number ${index + 1}`,
        slug: `post-${index + 1}`,
        status: index % 3 === 0 ? 'published' : 'draft',
        views: index * 7
      }))
    )
  );
  await tell('The three most read ones that are published', async () => {
    const posts = await Post.scope('published').findAll({
      where: { views: { [Op.gte]: 50 } },
      order: [['views', 'DESC']],
      limit: 3
    });
    for (const post of posts) console.log(`    · ${post.summary}`);
  });
  await tell('Publish one, in a transaction', () =>
    sequelize.transaction(async transaction => {
      const post = await Post.findOne({ where: { slug: 'hello-rust' }, transaction });
      await post.update({ status: 'published' }, { transaction });
    })
  );
  await tell('Refuse a bad one', async () => {
    try {
      await Post.create({ title: 'No' });
    } catch (error) {
      console.log(`    ${error.name}: ${error.errors.map(item => item.message).join('; ')}`);
    }
  });
  await tell('Delete softly and count what is left', async () => {
    await Post.destroy({ where: { status: 'draft' } });
    console.log(`    ${await Post.count()} to read, ${await Post.count({ paranoid: false })} kept`);
  });
} finally {
  await sequelize.close();
  if (existsSync(storage)) rmSync(storage);
}

/** Says what comes, does it, says how long it took. */
async function tell(what, work) {
  console.log(`\n${what}`);
  const before = performance.now();
  await work();
  console.log(`  done in ${(performance.now() - before).toFixed(2)} ms`);
}

function showStatement(text, milliseconds) {
  const [, statement = text] = /^Executed \([^)]*\): (.*)/s.exec(text) ?? [];
  const shown = statement.length > 200 ? `${statement.slice(0, 200)} …` : statement;
  console.log(`    ${String(milliseconds).padStart(3)} ms  ${shown}`);
}
