/** The version of sequelize whose behaviour this is; what `Sequelize.version` says, because programs compare it. */
export const VERSION = '6.37.8';
