export * from './app-error';
export * from './decimal';
export * from './local-date';
export * from './money';
export * from './normalize-text';
export * from './record-ref';
export * from './result';
export * from './state-machine';
