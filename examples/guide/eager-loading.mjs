// Records with what belongs to them: conditions, nested relations, limits, and how many statements it takes.
// Run it with `node examples/guide/eager-loading.mjs`. In a project of your own the import reads `from 'sequelize'`.
import Sequelize from '../../lib/index.js';

const { DataTypes, Op } = Sequelize;
let statements = 0;
const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: () => statements++ });

const User = sequelize.define('User', { name: DataTypes.STRING }, { timestamps: false });
const Profile = sequelize.define('Profile', { bio: DataTypes.STRING }, { timestamps: false });
const Post = sequelize.define(
  'Post',
  { title: DataTypes.STRING, published: DataTypes.BOOLEAN, views: DataTypes.INTEGER },
  { timestamps: false }
);
const Comment = sequelize.define('Comment', { text: DataTypes.STRING }, { timestamps: false });
const Role = sequelize.define('Role', { name: DataTypes.STRING }, { timestamps: false });

User.hasOne(Profile, { foreignKey: 'userId', as: 'profile' });
User.hasMany(Post, { foreignKey: 'authorId', as: 'posts' });
Post.hasMany(Comment, { foreignKey: 'postId', as: 'comments' });
Comment.belongsTo(User, { foreignKey: 'authorId', as: 'author' });
User.belongsToMany(Role, { through: 'UserRoles', foreignKey: 'userId', otherKey: 'roleId', as: 'roles' });

try {
  await sequelize.sync();
  await fill();

  await show('with an alias', async () => {
    const users = await User.findAll({ include: [{ model: Profile, as: 'profile' }], order: ['id'] });
    return users.map(user => `${user.name}: ${user.profile?.bio ?? 'no profile'}`);
  });

  await show('with a condition, which leaves out who has no such post', async () => {
    const include = [{ model: Post, as: 'posts', where: { published: true } }];
    const users = await User.findAll({ include, order: ['id', ['posts', 'id', 'ASC']] });
    return users.map(user => `${user.name}: ${user.posts.map(post => post.title).join(', ')}`);
  });

  await show('three levels', async () => {
    const [ada] = await User.findAll({
      where: { name: 'Ada' },
      include: [
        {
          model: Post,
          as: 'posts',
          include: [{ model: Comment, as: 'comments', include: [{ model: User, as: 'author' }] }]
        }
      ],
      order: [['posts', 'id', 'ASC']]
    });
    return ada.posts.flatMap(post => post.comments.map(one => `${post.title}: "${one.text}" by ${one.author.name}`));
  });

  await show('all associations', async () => {
    const ada = await User.findOne({ where: { name: 'Ada' }, include: { all: true } });
    return [Object.keys(ada.toJSON()).join(', ')];
  });

  await show('two posts of each user, the most read first', async () => {
    const include = [{ model: Post, as: 'posts', separate: true, limit: 2, order: [['views', 'DESC']] }];
    const users = await User.findAll({ include, order: ['id'] });
    return users.map(user => `${user.name}: ${user.posts.map(post => post.views).join(', ')}`);
  });

  await show('two relations to many, each by a statement of its own', async () => {
    const include = ['posts', 'roles'].map(association => ({ association, strategy: 'select' }));
    const users = await User.findAll({ include, order: ['id'] });
    return users.map(user => `${user.name}: ${user.posts.length} posts, ${user.roles.length} roles`);
  });

  await show('the first page of those with a well-read post', async () => {
    const users = await User.findAll({
      include: ['posts'],
      where: { '$posts.views$': { [Op.gte]: 20 } },
      order: [['name', 'DESC']],
      limit: 1
    });
    return users.map(user => `${user.name}: ${user.posts.length} of them`);
  });
} finally {
  await sequelize.close();
}

async function fill() {
  const users = await User.bulkCreate(['Ada', 'Ben', 'Cleo'].map(name => ({ name })));
  await Profile.create({ bio: 'Writes compilers', userId: users[0].id });
  const roles = await Role.bulkCreate([{ name: 'admin' }, { name: 'editor' }]);
  await users[0].setRoles(roles);
  await users[1].setRoles([roles[1]]);
  const posts = [
    { title: 'Engines', published: true, views: 10, authorId: 1 },
    { title: 'Numbers', published: false, views: 30, authorId: 1 },
    { title: 'Notes', published: true, views: 20, authorId: 1 },
    { title: 'Maps', published: true, views: 25, authorId: 2 }
  ];
  await Post.bulkCreate(posts);
  await Comment.bulkCreate([
    { text: 'Nice', postId: 1, authorId: 2 },
    { text: 'More', postId: 3, authorId: 3 }
  ]);
}

/** Says what comes, its lines, and how many statements it took. */
async function show(what, work) {
  statements = 0;
  const lines = await work();
  console.log(`${what} (${statements} statement${statements === 1 ? '' : 's'})`);
  for (const line of lines) console.log(`  ${line}`);
}
