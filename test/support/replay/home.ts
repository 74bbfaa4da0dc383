import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import {type Ran, runCommand} from '../../e2e/support/run-command.ts';
import {creativeForceConnection} from '../connections.ts';
import {linkedProgram} from '../linked-program.ts';
import type {ReplayServer} from './server.ts';

/** A token of IAM Identity Center, as `aws sso login` leaves it. */
type KeptToken = {
	/** In milliseconds from now. */
	readonly endsIn: number;
	readonly isRenewable?: boolean;
};

/** What lies in the home of a person, and what the environment holds. */
export type Home = {
	/** What is in `connection.json`; a connection of Creative Force where absent. */
	readonly connection?: Connection;
	/** Text of `~/.aws/config`. */
	readonly config?: string;
	/** Text of `~/.aws/credentials`. */
	readonly credentials?: string;
	/** Tokens by the name of their session, or by the start address in profiles without one. */
	readonly tokens?: Readonly<Record<string, KeptToken>>;
	/** Further files, by their path in the home. */
	readonly files?: Readonly<Record<string, string>>;
	/**
	 * Added to the environment; `{home}` and `{replay}` stand for the home and the address of the server. With
	 * `NODE_OPTIONS` of `--require={home}/direct.cjs` what goes to no proxy reaches the server too.
	 */
	readonly environment?: Readonly<Record<string, string>>;
};

/**
 * Has a Node program reach the server in place of every host, at the port of HTTPS, without a proxy: as somebody does whose
 * network needs none. The names of the hosts stay.
 */
const preload = (port: number) => `'use strict';
const {Socket} = require('node:net');
const {connect} = Socket.prototype;
Socket.prototype.connect = function (...given) {
	const options = Array.isArray(given[0]) ? given[0][0] : given[0];
	if (options && Number(options.port) === 443) {
		Object.assign(options, {host: '127.0.0.1', port: ${port}});
	}
	return connect.apply(this, given);
};
`;

/**
 * A home whose programs reach AWS through the replay server only: it is the proxy, and its authority the one that is
 * trusted. No address is put in the place of AWS.
 */
export class ReplayHome {
	readonly directory = mkdtempSync(path.join(tmpdir(), 's3-handshake-replay-'));
	readonly environment: NodeJS.ProcessEnv;

	constructor(
		server: ReplayServer,
		{
			connection = creativeForceConnection(),
			config,
			credentials,
			tokens,
			files,
			environment,
		}: Home = {},
	) {
		this.#write('ca.pem', server.authority.certificate);
		this.#write('direct.cjs', preload(server.direct.port));
		this.#write('connection.json', JSON.stringify(toFileFormat(connection)));
		for (const [name, text] of Object.entries({
			'.aws/config': config,
			'.aws/credentials': credentials,
			...files,
		})) {
			if (text !== undefined) {
				this.#write(name, this.#filled(text, server));
			}
		}

		for (const [name, {endsIn, isRenewable = false}] of Object.entries(tokens ?? {})) {
			this.#write(
				`.aws/sso/cache/${createHash('sha1').update(name).digest('hex')}.json`,
				JSON.stringify({
					accessToken: 'token',
					expiresAt: new Date(Date.now() + endsIn).toISOString().replace(/\.\d+Z$/, 'Z'),
					region: 'eu-central-1',
					startUrl: 'https://acme.awsapps.com/start',
					...(isRenewable && {
						clientId: 'client',
						clientSecret: 'secret',
						refreshToken: 'again',
						registrationExpiresAt: '2100-01-01T00:00:00Z',
					}),
				}),
			);
		}

		this.environment = {
			PATH: process.env.PATH,
			HOME: this.directory,
			LANG: 'C.UTF-8',
			HTTPS_PROXY: server.address,
			AWS_CA_BUNDLE: path.join(this.directory, 'ca.pem'),
			AWS_EC2_METADATA_DISABLED: 'true',
			...Object.fromEntries(
				Object.entries(environment ?? {}).map(([name, value]) => [
					name,
					this.#filled(value, server),
				]),
			),
		};
	}

	/** Runs the built program to its end. */
	async run(...argv: readonly string[]): Promise<Ran> {
		return runCommand(process.execPath, [linkedProgram, ...argv], {
			env: this.environment,
			cwd: this.directory,
		});
	}

	/** Has the program check the connection in this home. */
	async verify(...argv: readonly string[]): Promise<Ran> {
		return this.run('verify', 'connection.json', ...argv);
	}

	/** Runs another program with the same environment. */
	async runOther(command: string, ...argv: readonly string[]): Promise<Ran> {
		return runCommand(command, argv, {env: this.environment, cwd: this.directory});
	}

	remove(): void {
		rmSync(this.directory, {recursive: true, force: true});
	}

	#filled(text: string, {address}: ReplayServer): string {
		return text.replaceAll('{home}', this.directory).replaceAll('{replay}', address);
	}

	#write(name: string, text: string): void {
		const file = path.join(this.directory, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text);
	}
}
