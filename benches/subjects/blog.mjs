// Users with posts with comments: the tables of the rows about eager loading.
import { createRawTable, defineUser, fillUsers } from './index.mjs';

const TABLES = `
  DROP TABLE IF EXISTS comments; DROP TABLE IF EXISTS posts;
  CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title VARCHAR(255), body TEXT, views INTEGER,
    createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL, userId INTEGER);
  CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT, createdAt DATETIME NOT NULL,
    updatedAt DATETIME NOT NULL, postId INTEGER)`;
const INDEXES = ['CREATE INDEX posts_user ON posts (userId)', 'CREATE INDEX comments_post ON comments (postId)'];

const postOf = index => ({
  title: `Title ${index}`,
  body: `A body of some length, of the post with the number ${index}.`,
  views: index % 1000
});
const commentOf = index => ({ text: `What somebody says, number ${index}.` });

/** `users` of them, each with `posts`, each of those with `comments`. Gives a function that reads them as a tree. */
export async function fillBlog(subject, { users, posts, comments = 0 }) {
  return subject.isOrm ? fillModels(subject, users, posts, comments) : fillRaw(subject, users, posts, comments);
}

async function fillModels(subject, users, posts, comments) {
  const { sequelize, Sequelize } = subject;
  const { DataTypes } = Sequelize;
  const User = defineUser(sequelize, Sequelize);
  const Post = sequelize.define(
    'Post',
    { title: DataTypes.STRING, body: DataTypes.TEXT, views: DataTypes.INTEGER },
    { tableName: 'posts' }
  );
  const Comment = sequelize.define('Comment', { text: DataTypes.TEXT }, { tableName: 'comments' });
  User.hasMany(Post, { as: 'posts', foreignKey: 'userId' });
  Post.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  Post.hasMany(Comment, { as: 'comments', foreignKey: 'postId' });
  await fillUsers({ ...subject, User }, users);
  await Post.sync({ force: true });
  await Comment.sync({ force: true });
  await insert(Post, users * posts, index => ({ ...postOf(index), userId: 1 + Math.floor(index / posts) }));
  await insert(Comment, users * posts * comments, index => ({
    ...commentOf(index),
    postId: 1 + Math.floor(index / comments)
  }));
  for (const index of INDEXES) await sequelize.query(index);
  const include = comments === 0 ? ['posts'] : [{ association: 'posts', include: ['comments'] }];
  return () => User.findAll({ include });
}

async function insert(model, count, valuesOf) {
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, index) => valuesOf(from + index));
    await model.bulkCreate(rows);
  }
}

/** Without a library: one statement per table, put together by key, which is what one would write by hand. */
async function fillRaw(subject, users, posts, comments) {
  const { database } = subject;
  createRawTable(database);
  await fillUsers(subject, users);
  database.exec(TABLES);
  const now = '2024-02-29 12:00:00.000 +00:00';
  const addPost = database.prepare(
    'INSERT INTO posts (title, body, views, createdAt, updatedAt, userId) VALUES (?, ?, ?, ?, ?, ?)'
  );
  const addComment = database.prepare('INSERT INTO comments (text, createdAt, updatedAt, postId) VALUES (?, ?, ?, ?)');
  database.transaction(() => {
    for (let index = 0; index < users * posts; index++) {
      const { title, body, views } = postOf(index);
      addPost.run(title, body, views, now, now, 1 + Math.floor(index / posts));
    }
    for (let index = 0; index < users * posts * comments; index++) {
      addComment.run(commentOf(index).text, now, now, 1 + Math.floor(index / comments));
    }
  })();
  for (const index of INDEXES) database.exec(index);
  const readUsers = database.prepare('SELECT * FROM users');
  const readPosts = database.prepare('SELECT * FROM posts');
  const readComments = database.prepare('SELECT * FROM comments');
  return () => {
    const found = readUsers.all();
    const ofUsers = hang(found, readPosts.all(), 'posts', 'userId');
    if (comments > 0) hang(ofUsers, readComments.all(), 'comments', 'postId');
    return found;
  };
}

function hang(parents, children, name, key) {
  const byId = new Map(parents.map(parent => [parent.id, parent]));
  for (const parent of parents) parent[name] = [];
  for (const child of children) byId.get(child[key])[name].push(child);
  return children;
}
