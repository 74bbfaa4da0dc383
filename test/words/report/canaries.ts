import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {type Chance, chanceFrom} from '../../bench/judgement/chance.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {failures} from '../../verify/field-notes/cases/index.ts';
import {eachIn} from '../../verify/field-notes/failure.ts';

/** A text to be put somewhere, and what of it must not come out again anywhere. */
type Canary = {readonly text: string; readonly secret: string};

const hex = (chance: Chance, length: number) =>
	Array.from({length}, () => chance.one([...'0123456789abcdef'] as [string, ...string[]])).join('');
const digits = (chance: Chance, length: number) =>
	`${1 + Math.floor(chance.number() * 9)}${Array.from({length: length - 1}, () => Math.floor(chance.number() * 10)).join('')}`;
/** A word that is in no language, and begins with a letter. */
const word = (chance: Chance) => `kanarie${hex(chance, 8)}`;
const uuid = (chance: Chance) => [8, 4, 4, 4, 12].map((length) => hex(chance, length)).join('-');

/** Every kind of thing that a masked report must not tell. */
const kinds: readonly ((chance: Chance) => Canary)[] = [
	...[
		(name: string) => name,
		(name: string) => name.toUpperCase(),
		(name: string) => `${name} and the bucket of the account`,
		(name: string) => `"${name}" and "`,
		(name: string) => `x" ${name} "y`,
		(name: string) => `Ä${name}`,
		(name: string) => `${name}\u200b\u001b[31m`,
		(name: string) => `my-${name}-role`,
		(name: string) => `arn:aws:s3:::${name}`,
		(name: string) => `arn:aws:s3:::other-bucket/${name}/*`,
		(name: string) => `arn:aws:iam::111122223333:role/team/${name}/Admin`,
		(name: string) => `arn:aws:iam::111122223333:role/${name}`,
		(name: string) => `arn:aws:sts::111122223333:assumed-role/Admin/${name}`,
		(name: string) => `arn:aws:iam::111122223333:user/${name}`,
		(name: string) => `arn:aws:iam::111122223333:oidc-provider/idp.${name}.example`,
		(name: string) => `arn:aws:iam::111122223333:saml-provider/${name}`,
		(name: string) => `arn:aws:kms:eu-central-1:111122223333:alias/${name}`,
		(name: string) => `arn:aws:${name}:${name}:${name}:${name}`,
		(name: string) => `alias/${name}`,
		(name: string) => `idp.${name}.com`,
		(name: string) => `https://login.${name}.com/tenant?x=1`,
		(name: string) => `${name}.com:sub`,
		(name: string) => `aws:PrincipalTag/${name}`,
		(name: string) => `s3:ExistingObjectTag/${name}`,
		(name: string) => `kms:EncryptionContext:${name}`,
		(name: string) => `aws:${name}`,
		(name: string) => `s3:${name}`,
		(name: string) => `s3:Get${name}*`,
		(name: string) => `${name}.amazonaws.com`,
		(name: string) => `<b>${name}</b>|\`${name}\``,
	].map((form) => (chance: Chance) => {
		const secret = word(chance);
		return {text: form(secret), secret};
	}),
	(chance) => exactly(digits(chance, 12)),
	(chance) => exactly(`arn:aws:iam::${digits(chance, 12)}:root`, /\d{12}/),
	(chance) => exactly(digits(chance, 12).replace(/(.{4})(?=.)/g, '$1-')),
	(chance) => exactly(uuid(chance)),
	(chance) => exactly(`mrk-${hex(chance, 32)}`),
	(chance) => exactly(hex(chance, 64), /.{20}/),
	(chance) => exactly(`203.${digits(chance, 2)}.${digits(chance, 2)}.${digits(chance, 2)}`),
	(chance) =>
		exactly(`2001:db8:${hex(chance, 4)}:${hex(chance, 4)}::${hex(chance, 4)}/64`, /db8:[^/]+/),
	(chance) => exactly(`o-${hex(chance, 10)}`),
	(chance) => exactly(`vpce-0${hex(chance, 10)}`),
	(chance) => exactly(`AROA${hex(chance, 17).toUpperCase()}`),
	(chance) => exactly(`arn:aws:kms:eu-central-1:111122223333:key/${uuid(chance)}`, /[^/]+$/),
];

function exactly(text: string, part = /.+/): Canary {
	return {text, secret: part.exec(text)?.[0] ?? text};
}

/** Any canary. */
export function anyCanary(chance: Chance): Canary {
	return kinds[Math.floor(chance.number() * kinds.length)]?.(chance) ?? exactly(word(chance));
}

type Json = string | number | boolean | null | readonly Json[] | {readonly [name: string]: Json};

/** What this program itself puts there, and no answer or document. */
const ownMembers = new Set([
	'status',
	'cause',
	'reason',
	'missing',
	'action',
	'source',
	'takenAt',
	'kind',
]);
/** What is a time, and is only compared. */
const times = new Set(['createdAt', 'updatedAt']);

type Place = readonly (string | number)[];

/** Every place in a value where somebody's text can stand: texts, those within documents, and names of members of these. */
function placesIn(value: Json, isDocument: boolean, at: Place = []): Place[] {
	if (typeof value === 'string') {
		const document = isDocument ? undefined : documentIn(value);
		return document === undefined ? [at] : placesIn(document, true, [...at, 'document']);
	}

	if (typeof value !== 'object' || value === null) {
		return isDocument ? [at] : [];
	}

	return Object.entries(value).flatMap(([name, member]) => {
		if (!isDocument && (ownMembers.has(name) || times.has(name))) {
			return [];
		}

		const inner = [...at, name];
		const named = isDocument && !Array.isArray(value) ? [[...inner, 'name']] : [];
		return [...named, ...placesIn(member, isDocument, [...inner, 'value'])];
	});
}

function documentIn(text: string): Json | undefined {
	try {
		const value = JSON.parse(text) as Json;
		return typeof value === 'object' ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The value with another text at this place. */
function changedAt(value: Json, [step, ...rest]: Place, change: (text: string) => string): Json {
	if (step === undefined) {
		return change(typeof value === 'string' ? value : JSON.stringify(value));
	}

	if (step === 'document' && typeof value === 'string') {
		return JSON.stringify(changedAt(JSON.parse(value) as Json, rest, change));
	}

	if (typeof value !== 'object' || value === null) {
		return value;
	}

	const [what, ...inner] = rest;
	const entries = Object.entries(value).map(([name, member]): [string, Json] => {
		if (name !== step) {
			return [name, member];
		}

		return what === 'name' ? [change(name), member] : [name, changedAt(member, inner, change)];
	});
	return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

/** A connection, an account, and everything in both that a masked report must not tell. */
export type Telling = {
	readonly connection: Connection;
	readonly snapshot: Snapshot;
	readonly secrets: readonly string[];
};

/** What the test accounts hold in every document, and what stands for it. */
const usualNames: readonly (readonly [string, (chance: Chance) => string])[] = [
	['acme-assets', (chance) => `b-${word(chance)}`],
	['111122223333', (chance) => digits(chance, 12)],
	['999988887777', (chance) => digits(chance, 12)],
	['444455556666', (chance) => digits(chance, 12)],
	['2f6b0f0e-acme', (chance) => `e-${word(chance)}`],
	['CreativeForceAccess', (chance) => `R-${word(chance)}`],
	['7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02', uuid],
	['1234abcd-12ab-34cd-56ef-1234567890ab', uuid],
];

const accounts = (() => {
	const wrong = Object.values(failures).flatMap((list) => eachIn(list));
	return wrong.map(({account, connection}) => ({account, connection}));
})();

/**
 * An account in which something is wrong, with canaries in the place of all names, and in some place more: the place
 * follows from the number, so that with many numbers every place has its turn.
 */
export function tellingAccount(number: number): Telling {
	const chance = chanceFrom(number + 1);
	const {account, connection} = accounts[number % accounts.length] ?? accounts[0] ?? missing();
	const snapshot = account(healthySnapshot(connection), connection);
	const renamed = usualNames.reduce(
		({text, secrets}, [name, make]) => {
			const other = make(chance);
			return text.includes(name)
				? {text: text.replaceAll(name, other), secrets: [...secrets, other]}
				: {text, secrets};
		},
		{text: JSON.stringify({connection, snapshot}), secrets: [] as string[]},
	);
	const whole = JSON.parse(renamed.text) as {connection: Connection; snapshot: Json};
	const places = placesIn(whole.snapshot, false);
	const round = Math.floor(number / accounts.length);
	const count = 1 + Math.floor(chance.number() * 3);
	let changed = whole.snapshot;
	const secrets = [...renamed.secrets];
	for (let index = 0; index < count; index += 1) {
		const current = placesIn(changed, false);
		const place =
			current[
				(number * 31 + round + Math.floor(chance.number() * (index + 1) * places.length)) %
					current.length
			];
		const {text, secret} = anyCanary(chance);
		const change = chance.one([
			() => text,
			() => text,
			(before: string) => `${before}${text}`,
			(before: string) => `${text}${before}`,
		]);
		changed = place === undefined ? changed : changedAt(changed, place, change);
		secrets.push(secret);
	}

	return {connection: whole.connection, snapshot: changed as unknown as Snapshot, secrets};
}

function missing(): never {
	throw new Error('There are no accounts.');
}
