/** The files that commands write. JavaScript as every version of Node.js and every project takes it. */

/** An attribute as `--attributes` names it: `age:integer`, `tags:array:string`, `role:enum:{admin,guest}`. */
export interface AttributeOfModel {
  name: string;
  /** Of `DataTypes`, in capitals. */
  type: string;
  /** The type of an ARRAY's elements. */
  elements?: string;
  /** The values of an ENUM. */
  values?: string[];
}

export const config = `${JSON.stringify(
  Object.fromEntries(
    ['development', 'test', 'production'].map(env => [
      env,
      { username: 'root', password: null, database: `database_${env}`, host: '127.0.0.1', dialect: 'mysql' }
    ])
  ),
  undefined,
  2
)}\n`;

/** Loads the models of its folder, and exports them with the connection. `configFile` is relative to the folder. */
export function modelsIndex(configFile: string): string {
  return `'use strict';

const fs = require('fs');
const path = require('path');
const process = require('process');
const Sequelize = require('sequelize');

const env = process.env.NODE_ENV || 'development';
const config = require(path.join(__dirname, ${quote(configFile)}))[env];

const sequelize = config.use_env_variable
  ? new Sequelize(process.env[config.use_env_variable], config)
  : new Sequelize(config.database, config.username, config.password, config);

const db = {};

// Every other script of this folder is a model, unless it is hidden or a test.
for (const file of fs.readdirSync(__dirname)) {
  const isModel = file.endsWith('.js') && !file.startsWith('.') && !file.includes('.test.js');
  if (!isModel || file === path.basename(__filename)) continue;
  const model = require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes);
  db[model.name] = model;
}

// Associations come last: by now all models are there.
for (const model of Object.values(db)) {
  if (model.associate) model.associate(db);
}

db.sequelize = sequelize;
db.Sequelize = Sequelize;

module.exports = db;
`;
}

export function model(name: string, attributes: AttributeOfModel[], isUnderscored: boolean): string {
  const lines = attributes.map(attribute => `    ${key(attribute.name)}: ${typeText('DataTypes', attribute)}`);
  return `'use strict';

const { Model } = require('sequelize');

module.exports = (sequelize, DataTypes) => {
  class ${name} extends Model {
    /** Called by models/index once all models are there. */
    static associate(models) {
      // For example: ${name}.hasMany(models.Comment);
    }
  }

  ${name}.init({
${lines.join(',\n')}
  }, {
    sequelize,
    modelName: ${quote(name)}${isUnderscored ? ',\n    underscored: true' : ''}
  });

  return ${name};
};
`;
}

export function createTable(table: string, attributes: AttributeOfModel[], isUnderscored: boolean): string {
  const column = (name: string, text: string) => `      ${key(name)}: {\n${text}\n      }`;
  const timestamp = '        allowNull: false,\n        type: Sequelize.DATE';
  const columns = [
    column(
      'id',
      '        allowNull: false,\n        autoIncrement: true,\n        primaryKey: true,\n        type: Sequelize.INTEGER'
    ),
    ...attributes.map(attribute => column(attribute.name, `        type: ${typeText('Sequelize', attribute)}`)),
    column(isUnderscored ? 'created_at' : 'createdAt', timestamp),
    column(isUnderscored ? 'updated_at' : 'updatedAt', timestamp)
  ];
  return upAndDown(
    `    await queryInterface.createTable(${quote(table)}, {\n${columns.join(',\n')}\n    });`,
    `    await queryInterface.dropTable(${quote(table)});`
  );
}

export const migration = upAndDown(
  "    // For example: await queryInterface.createTable('Users', { id: Sequelize.INTEGER });",
  "    // What takes it back: await queryInterface.dropTable('Users');"
);

export const seeder = upAndDown(
  "    // For example: await queryInterface.bulkInsert('Users', [{ name: 'Ann', isAdmin: false }]);",
  "    // What takes it back: await queryInterface.bulkDelete('Users', { name: 'Ann' });"
);

export function upAndDown(up: string, down: string): string {
  return `'use strict';

/** @type {{ up: Function, down: Function }} */
module.exports = {
  async up(queryInterface, Sequelize) {
${up}
  },

  async down(queryInterface, Sequelize) {
${down}
  }
};
`;
}

function typeText(owner: string, { type, elements, values }: AttributeOfModel): string {
  if (elements) return `${owner}.${type}(${owner}.${elements})`;
  if (values) return `${owner}.${type}(${values.map(quote).join(', ')})`;
  return `${owner}.${type}`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}
