/** The transaction of the current CLS context (`Sequelize.useCLS`), unless the caller named one or said `null`. */
export function adoptClsTransaction(model: any, options: any): void {
  if (options.transaction !== undefined) return;
  const cls = model.sequelize.constructor._cls;
  if (!cls) return;
  const transaction = cls.get('transaction');
  if (transaction) options.transaction = transaction;
}
