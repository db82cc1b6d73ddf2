// What compiles, and what must not: options of eager loading beside those of sequelize 6.
import { DataTypes, Model, Sequelize, type IncludeOptions, type IncludeStrategy, type Options } from '../../index.js';

class User extends Model {}
class Post extends Model {}

const options: Options = { dialect: 'sqlite', includeStrategy: 'auto' };
const sequelize = new Sequelize(options);
User.init({ name: DataTypes.STRING }, { sequelize });
Post.init({ title: DataTypes.STRING }, { sequelize });
const posts = User.hasMany(Post, { as: 'posts' });

export const strategies: IncludeStrategy[] = ['join', 'select', 'auto'];
export const include: IncludeOptions = { association: posts, strategy: 'select', order: [['title', 'ASC']] };

export async function load(): Promise<User[]> {
  await User.findAll({ include: [{ association: 'posts', separate: true, limit: 2, offset: 1 }] });
  await User.findAndCountAll({ include: { model: Post, as: 'posts', strategy: 'auto' }, distinct: true });
  return User.findAll({ include: [include, 'profile'] });
}

// @ts-expect-error: no such strategy
export const wrong: IncludeOptions = { association: posts, strategy: 'subquery' };

// @ts-expect-error: no such strategy
export const wrongDefault: Options = { includeStrategy: true };
