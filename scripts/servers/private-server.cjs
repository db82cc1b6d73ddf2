// A database server of one's own: on a free port of the loopback, its data in a temporary folder that goes when it stops.
'use strict';

const { execFileSync, spawn } = require('node:child_process');
const { chownSync, mkdtempSync, openSync, readFileSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const START_MS = 60_000;

class PrivateServer {
  /** @param name also the account that runs it if we are root, which database servers refuse to run as */
  constructor(name) {
    this.name = name;
    this.account = accountOf(name);
    this.folder = mkdtempSync(join(tmpdir(), `sequelize-rs-${name}-`));
    if (this.account) chownSync(this.folder, this.account.uid, this.account.gid);
    this.removeAtExit = () => this.discard();
    process.on('exit', this.removeAtExit);
  }

  /** Runs a program of the server's to its end. */
  prepare(program, args) {
    execFileSync(program, args, { ...this.account, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  /** Starts the server proper and waits until `isReady` stops throwing. */
  async launch(program, args, isReady) {
    this.logFile = join(this.folder, 'log');
    const log = openSync(this.logFile, 'a');
    this.child = spawn(program, args, { ...this.account, cwd: this.folder, stdio: ['ignore', log, log] });
    this.child.on('error', () => {});
    // A test program may end without stopping its servers.
    this.child.unref();
    const until = Date.now() + START_MS;
    for (;;) {
      try {
        return await isReady();
      } catch (error) {
        if (this.child.exitCode !== null || Date.now() > until) {
          throw new Error(`${this.name} did not start: ${error.message}\n${readFileSync(this.logFile, 'utf8')}`);
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
  }

  /** Ends the process and waits for that; the data stay. */
  async halt(signal) {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async stop(signal = 'SIGTERM') {
    await this.halt(signal);
    this.discard();
    process.removeListener('exit', this.removeAtExit);
  }

  /** For the end of the process, where nothing can be waited for. */
  discard() {
    if (this.child && this.child.exitCode === null) this.child.kill('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The account to run as: our own, or, since servers refuse root, the one that the package made. */
function accountOf(name) {
  if (process.platform === 'win32' || process.getuid() !== 0) return undefined;
  const number = flag => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}

/** A port that nobody listens on at the moment. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { PrivateServer, freePort };
