// Counting, summing and grouping.
// Run it with `node examples/guide/aggregation.mjs`. In a project of your own the import reads `from 'sequelize'`.
import Sequelize from '../../lib/index.js';

const { DataTypes, Op } = Sequelize;
const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });

const Department = sequelize.define('Department', { name: DataTypes.STRING }, { timestamps: false });
const User = sequelize.define(
  'User',
  { name: DataTypes.STRING, age: DataTypes.INTEGER, isActive: DataTypes.BOOLEAN },
  { timestamps: false }
);
Department.hasMany(User, { foreignKey: 'departmentId', as: 'users' });
User.belongsTo(Department, { foreignKey: 'departmentId', as: 'department' });

try {
  await sequelize.sync();
  await Department.bulkCreate([{ name: 'Research' }, { name: 'Sales' }, { name: 'Law' }]);
  await User.bulkCreate(
    [30, 40, 50, 20, 22, 60].map((age, index) => ({
      name: `user ${index + 1}`,
      age,
      isActive: index !== 5,
      departmentId: index < 3 ? 1 : index < 5 ? 2 : 3
    }))
  );

  const where = { isActive: true };
  console.log('active:', await User.count({ where }));
  console.log('sum of ages:', await User.sum('age', { where }));
  // A result has the type of its attribute: of an integer, the average is one, too.
  console.log('average age:', await User.aggregate('age', 'avg', { where }));
  console.log('youngest and oldest:', await User.min('age'), await User.max('age'));
  console.log('nobody is summed up to:', await User.sum('age', { where: { age: 99 } }));

  // What is selected under a name of its own is read with `get`, or as a property with `raw: true`.
  const departments = await User.findAll({
    attributes: [
      'departmentId',
      [Sequelize.fn('COUNT', Sequelize.col('id')), 'userCount'],
      [Sequelize.fn('AVG', Sequelize.col('age')), 'averageAge']
    ],
    group: ['departmentId'],
    having: Sequelize.where(Sequelize.fn('COUNT', Sequelize.col('id')), Op.gt, 1),
    order: ['departmentId']
  });
  for (const one of departments) {
    console.log(`department ${one.departmentId}: ${one.get('userCount')} users of ${one.get('averageAge')} on average`);
  }

  const byName = await Department.findAll({
    attributes: ['name', [Sequelize.fn('COUNT', Sequelize.col('users.id')), 'size']],
    include: [{ model: User, as: 'users', attributes: [] }],
    group: ['Department.id'],
    order: [[Sequelize.literal('size'), 'DESC'], 'name'],
    raw: true
  });
  console.log(byName.map(({ name, size }) => `${name} ${size}`).join(', '));

  const { count, rows } = await Department.findAndCountAll({
    include: ['users'],
    distinct: true, // each department once, however many users it has
    limit: 2,
    order: ['id']
  });
  console.log(`page: ${rows.map(row => `${row.name} (${row.users.length})`).join(', ')} of ${count}`);

  const grouped = await User.count({ group: ['isActive'] });
  console.log(grouped.map(row => `active ${Boolean(row.isActive)}: ${row.count}`).join(', '));
} finally {
  await sequelize.close();
}
