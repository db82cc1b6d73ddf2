/** `reload`: reads the row again into the same instance. */
import { InstanceError } from '../../errors';
import { defaults } from '../../utils';

export async function reload(instance: any, given: any): Promise<any> {
  const options: any = defaults({ where: instance.where() }, given, {
    include: instance._options.include || undefined
  });
  const reloaded = await instance.constructor.findOne(options);
  if (!reloaded) {
    throw new InstanceError(
      'Instance could not be reloaded because it does not exist anymore (find call returned null)'
    );
  }
  instance._options = reloaded._options;
  // a partial read keeps the other values
  instance.set(reloaded.dataValues, { raw: true, reset: !options.attributes });
  return instance;
}
