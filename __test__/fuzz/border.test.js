'use strict';
// Bytes that no facade would write: the reader of requests answers with an error, never with a fault.
const Sequelize = require('sequelize-rs');
const { Random } = require('../parity/support/random');

const CASES = Number(process.env.FUZZ_CASES ?? 20000);

/** What the addon says to these bytes. */
function send(engine, bytes) {
  engine.native.setRequest(bytes);
  return engine.native.compile(bytes.length);
}

function randomBytes(random) {
  const bytes = Buffer.from(random.list(0, 60, () => (random.chance(0.6) ? random.int(28) : random.int(256))));
  // Half of them begin as a real request does, so that more than the first byte is read.
  const head = Buffer.concat([Buffer.from([25, 11]), Buffer.from('selectQuery'), Buffer.from([11, 3, 0, 0, 0])]);
  return random.chance(0.5) ? Buffer.concat([head, bytes]) : bytes;
}

it(`survives ${CASES} requests of random bytes`, () => {
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
  const engine = sequelize._engine;
  const random = new Random(5);
  for (let done = 0; done < CASES; done++) {
    const bytes = randomBytes(random);
    const text = send(engine, bytes);
    if (text === null || text === undefined) {
      const failure = engine.failure();
      // A fault that was caught says so.
      if (/A fault of the engine/.test(failure?.message ?? ''))
        throw new Error(`${bytes.toString('hex')}: ${failure.message}`);
    }
  }
  engine.native.setRequest(engine.writer.bytes);
  expect(sequelize.escape("it's")).toBe("'it''s'");
});
