import { Console } from 'node:console'

// jest's own console buffers and decorates; commands under test must write to the real streams, where they are captured
globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr })
