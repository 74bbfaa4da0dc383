import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = mkdtempSync(path.join(tmpdir(), 's3-handshake-link-'));
process.once('exit', () => rmSync(folder, {recursive: true, force: true}));

/** The built program by its name, as a package manager installs it: a link, so that its texts name it so. */
export const linkedProgram = path.join(folder, 's3-handshake');
symlinkSync(fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url)), linkedProgram);
