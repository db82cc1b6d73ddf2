// Texts of the query generator. Values differ from call to call, as they do in programs: a page of another user is the
// same statement with another number, so a text that is remembered by its values is never asked for again.
// What is timed is the generator alone: options are made beforehand, a batch at a time.
const orms = ['sequelize', 'sequelize-rs'];
const BATCHES = 40;
const BATCH = 100;

export const textRows = [
  {
    name: 'SQL text: simple select',
    subjects: orms,
    operations: BATCHES * BATCH,
    figure: true,
    budget: 8,
    run: subject => repeat(subject, 'users', index => ({ attributes: ['id', 'firstName'], where: { id: index } }))
  },
  {
    name: 'SQL text: complex where + 2 includes',
    subjects: orms,
    operations: BATCHES * BATCH,
    figure: true,
    budget: 8,
    prepare: defineBlog,
    run: (subject, { makeOptions }) => repeat(subject, 'users', makeOptions)
  }
];

/** Values of one call; never those of an earlier round either. */
let calls = 0;

/** Milliseconds per text. */
function repeat({ sequelize, User }, table, makeOptions) {
  const generator = sequelize.getQueryInterface().queryGenerator;
  let spent = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const options = Array.from({ length: BATCH }, () => makeOptions(++calls));
    const before = performance.now();
    for (const one of options) {
      const text = generator.selectQuery(table, one, User);
      if (!text.startsWith('SELECT')) throw new Error('no statement');
    }
    spent += performance.now() - before;
  }
  return spent / (BATCHES * BATCH);
}

/** Users with posts (many) and a company (one). Gives what makes the options of a call. */
function defineBlog({ Sequelize, sequelize, User }) {
  const { DataTypes, Op, fn, col } = Sequelize;
  const Post = sequelize.define('Post', { title: DataTypes.STRING, body: DataTypes.TEXT, likes: DataTypes.INTEGER });
  const Company = sequelize.define('Company', { name: DataTypes.STRING, city: DataTypes.STRING });
  User.hasMany(Post, { as: 'posts', foreignKey: 'userId' });
  User.belongsTo(Company, { as: 'company', foreignKey: 'companyId' });
  // What finders do before they ask for text: includes are completed once, the statement's own options per call.
  const { include, ...facts } = User._validateIncludedElements({
    model: User,
    include: [
      { association: User.associations.posts, attributes: ['id', 'title', 'likes'], where: { likes: { [Op.gt]: 3 } } },
      { association: User.associations.company, attributes: ['id', 'name'] }
    ]
  });
  const makeOptions = index => ({
    ...facts,
    include,
    attributes: ['id', 'firstName', [fn('LOWER', col('User.email')), 'mail']],
    where: {
      isActive: true,
      age: { [Op.gte]: 18 + (index % 7), [Op.lt]: 65 + index },
      [Op.or]: [
        { firstName: { [Op.like]: `A${index}%` } },
        { lastName: { [Op.in]: ['Lovelace', `Hopper${index}`, 'Liskov'] } }
      ],
      [Op.not]: { score: { [Op.between]: [index, index + 2.5] } }
    },
    order: [
      ['lastName', 'ASC'],
      [fn('LENGTH', col('User.bio')), 'DESC']
    ],
    offset: index * 20,
    limit: 20
  });
  return { makeOptions };
}
