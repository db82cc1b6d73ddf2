export * from './types/index';
export { default } from './types/index';
