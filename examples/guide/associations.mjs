// The four kinds of relations, and a model that is related to itself.
// Run it with `node examples/guide/associations.mjs`. In a project of your own the import reads `from 'sequelize'`.
import Sequelize from '../../lib/index.js';

const { DataTypes } = Sequelize;
const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });

const User = sequelize.define('User', { firstName: DataTypes.STRING });
const Profile = sequelize.define('Profile', { bio: DataTypes.STRING });
const Post = sequelize.define('Post', { title: DataTypes.STRING });
const Role = sequelize.define('Role', { name: DataTypes.STRING });
const UserRole = sequelize.define('UserRole', { assignedBy: DataTypes.STRING });

// One to one: the key is in the table of profiles.
User.hasOne(Profile, { foreignKey: 'userId', as: 'profile' });
Profile.belongsTo(User, { foreignKey: 'userId', as: 'user' });

// One to many.
User.hasMany(Post, { foreignKey: 'authorId', as: 'posts' });
Post.belongsTo(User, { foreignKey: 'authorId', as: 'author' });

// Many to many. Both sides name both keys.
User.belongsToMany(Role, { through: UserRole, foreignKey: 'userId', otherKey: 'roleId', as: 'roles' });
Role.belongsToMany(User, { through: UserRole, foreignKey: 'roleId', otherKey: 'userId', as: 'users' });

// A model and itself.
User.belongsTo(User, { foreignKey: 'managerId', as: 'manager' });
User.hasMany(User, { foreignKey: 'managerId', as: 'reports' });

try {
  await sequelize.sync();

  const ada = await User.create({ firstName: 'Ada' });
  const ben = await User.create({ firstName: 'Ben' });

  await ada.createProfile({ bio: 'Writes compilers' });
  const profile = await ada.getProfile();
  console.log(`profile: ${profile.bio}, of ${(await profile.getUser()).firstName}`);

  await ada.createPost({ title: 'On engines' });
  await ada.addPost(await Post.create({ title: 'On numbers' }));
  console.log(`posts: ${await ada.countPosts()}`);
  const [first] = await ada.getPosts({ order: [['title', 'ASC']] });
  console.log(`first post: ${first.title}, by ${(await first.getAuthor()).firstName}`);

  const [admin, editor] = await Role.bulkCreate([{ name: 'admin' }, { name: 'editor' }]);
  await ada.setRoles([admin, editor], { through: { assignedBy: 'Ben' } });
  await ada.removeRole(editor);
  const [role] = await ada.getRoles();
  console.log(`role: ${role.name}, assigned by ${role.UserRole.assignedBy}`);
  console.log(`is editor: ${await ada.hasRole(editor)}`);
  console.log(`admins: ${(await admin.getUsers()).map(user => user.firstName).join()}`);

  await ben.setManager(ada);
  console.log(`reports of Ada: ${(await ada.getReports()).map(user => user.firstName).join()}`);

  // Records that belong together are created together.
  const cleo = await User.create(
    { firstName: 'Cleo', profile: { bio: 'Draws maps' }, posts: [{ title: 'North' }, { title: 'South' }] },
    { include: ['profile', 'posts'] }
  );
  console.log(
    `created together: ${cleo.profile.bio}, ${cleo.posts.length} posts, key ${cleo.posts[0].authorId === cleo.id}`
  );
} finally {
  await sequelize.close();
}
