import {expect} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {Reply} from '../../support/counting-proxy.ts';
import type {Contents} from '../../support/moto-account.ts';
import {role, untouched, vendor, wrongEverywhere} from './states.ts';

/** What stands between the program and AWS does, once it has passed a call on and has the answer. */
export const faults: Readonly<Record<string, Reply | 'cut'>> = {
	'answers 503': {status: 503, type: 'text/html', body: '<h1>Service Unavailable</h1>'},
	'answers 503 in the words of AWS': {
		status: 503,
		type: 'application/xml',
		body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
	},
	'answers 500': {status: 500, type: 'text/plain', body: ''},
	'cuts the connection': 'cut',
};

type State = (connection: Connection) => Snapshot;
type Start = readonly [vendor: string, account: string, connection: Connection, state: State];

/** Both ways of access, in an account to repair and in one to set up. */
export const starts: readonly Start[] = [
	['customer’s role', 'an account where everything is wrong', role, wrongEverywhere],
	['customer’s role', 'an account with nothing in it', role, untouched],
	['vendor’s role', 'an account where everything is wrong', vendor, wrongEverywhere],
	['vendor’s role', 'an account with nothing in it', vendor, untouched],
];

/** Of the statements that others have in the documents at the start, or add meanwhile. */
const theirSids = ['Partner', 'Admins', 'Meanwhile'];

/** The documents that are there, each by what it is. */
function documentsIn({bucketPolicy, trustPolicy, rolePolicies, keyPolicy}: Contents) {
	const named = {bucketPolicy, trustPolicy, keyPolicy, ...rolePolicies};
	return Object.entries(named).flatMap(([name, text]) =>
		text === undefined ? [] : [[name, text] as const],
	);
}

/** The Sids of the statements in a document. */
function sidsIn(text: string): string[] {
	const {Statement} = JSON.parse(text) as {Statement: {Sid?: string} | {Sid?: string}[]};
	return [Statement].flat().flatMap(({Sid}) => Sid ?? []);
}

/** Throws where a statement of others that stood in a document does not stand in it any more. */
export function refuseLoss(then: Contents, now: Contents, about: string): void {
	const texts = new Map(documentsIn(now));
	for (const [name, text] of documentsIn(then)) {
		const expected = sidsIn(text).filter((sid) => theirSids.includes(sid));
		const left = sidsIn(texts.get(name) ?? '{"Statement":[]}');
		expect(left, `${name}, ${about}`).toEqual(expect.arrayContaining(expected));
	}
}
