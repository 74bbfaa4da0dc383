import {afterEach, describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {inSomeAccount} from '../../source/connection/index.ts';
import {UserError} from '../../source/errors.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import type {OpenAccount, Services} from '../../source/wizard/services.ts';
import type {WizardState} from '../../source/wizard/state.ts';
import {applicableSteps} from '../../source/wizard/steps.ts';
import {chosenTexts, rawControlIn} from '../support/controls.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {closeWizards, escapeKey, renderWizard} from './support/render-wizard.tsx';
import {fakeServices} from './support/services.ts';
import {creativeForceAt, iconikAt, pictureBarnAt} from './support/states.ts';

afterEach(closeWizards);

/** What the program compares, and shows nobody. */
const silent = new Set([
	'id',
	'version',
	'access',
	'field',
	'effect',
	'pattern',
	'purposes',
	'status',
	'takenAt',
	'source',
	'kind',
	'document',
	'cause',
	'conditionKey',
	'principal',
	'Effect',
	'Version',
	'encryption',
	'algorithm',
	'actions',
	'purpose',
]);

/** The value with the text behind everything in it that people read. */
function infested<T>(value: T, text: string): T {
	const change = (one: unknown, name = ''): unknown => {
		if (typeof one === 'string') {
			if (silent.has(name)) {
				return one;
			}

			try {
				const document: unknown = JSON.parse(one);
				return typeof document === 'object' ? JSON.stringify(change(document)) : `${one}${text}`;
			} catch {
				return `${one}${text}`;
			}
		}

		if (Array.isArray(one)) {
			return one.map((member) => change(member, name));
		}

		return typeof one === 'object' && one !== null
			? Object.fromEntries(Object.entries(one).map(([key, member]) => [key, change(member, key)]))
			: one;
	};
	return change(value) as T;
}

const policy = (text: string) =>
	JSON.stringify(
		{
			Version: '2012-10-17',
			Statement: [
				{
					Sid: text,
					Effect: 'Deny',
					Principal: '*',
					Action: `s3:${text}`,
					Resource: `arn:aws:s3:::acme-assets/${text}`,
					[text]: text,
				},
			],
		},
		null,
		2,
	);

function accountWith(text: string): OpenAccount {
	const refuse = async () => {
		throw new UserError(`refused ${text}`, {
			hint: text,
			problems: [{field: text, value: text, rule: text, example: text}],
		});
	};
	return {
		source: 'aws',
		label: text,
		endpoint: `https://${text}`,
		look: async (connection): Promise<Snapshot> =>
			infested(healthySnapshot(inSomeAccount(connection)), text),
		identify: async () => ({status: 'found', value: {accountId: `1${text}`, arn: `arn:${text}`}}),
		listing: {buckets: refuse, bucket: refuse, keys: refuse, roles: refuse},
		lookAtPolicy: refuse,
		writer: refuse,
	} as OpenAccount;
}

function servicesWith(text: string): Partial<Services> {
	const account = accountWith(text);
	return {
		openAccount: async () => account,
		openForChanges: async () => ({
			...account,
			writing: {backupFolder: text, now: () => new Date(0), wait: async () => undefined},
		}),
		listAccess: async () => ({
			profiles: [{name: `p${text}`, kind: 'keys'} as never],
			hasEnvironment: true,
		}),
		saveConnection: async () => `/home/${text}.json`,
		saveFile: async () => ({way: 'file', message: `Saved to ${text}`, path: text}),
		copy: async () => ({way: 'file', message: `Saved to ${text}`, path: text}),
		readText: async () => {
			throw new UserError(`${text} cannot be read`);
		},
	};
}

/** A state in which all that comes from outside holds the text. */
function statesWith(text: string): WizardState[] {
	return [creativeForceAt, iconikAt, pictureBarnAt].flatMap((make) =>
		applicableSteps(make('vendor')).flatMap(({id}) => {
			const state = make(id, {
				existing: {'bucket-policy': policy(text), 'key-policy': `{${text}`},
				pasted: {'trust-policy': policy(text), 'bucket-policy': `{"a": ${text}`},
				access: {kind: 'profile', profile: `work${text}`},
				signedIn: {
					accountId: '111122223333',
					arn: `arn:aws:iam::111122223333:user/${text}`,
					endpoint: `https://${text}`,
				},
			});
			const answers = Object.fromEntries(
				Object.entries(state.answers).map(([field, value]) => [
					field,
					field === 'vendor' || field === 'purpose' || field === 'encryption'
						? value
						: `${value}${text}`,
				]),
			);
			const profile = state.profile as VendorProfile;
			return [
				state,
				{...state, profile: infested(profile, text)},
				{...state, answers},
				{...state, access: {kind: 'guided'}},
			];
		}),
	);
}

const keys = ['?', escapeKey, '\u{1B}[B', 'd', 'e', escapeKey, 'l', 'c', 'f', 'a', 's', '1', '\r'];

const turns = async (count: number) => {
	for (let turn = 0; turn < count; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
};

describe.each(chosenTexts.map((text) => [JSON.stringify(text), text] as const))(
	'with %s no control reaches a screen',
	(_shown, text) => {
		test('whatever it shows', async () => {
			for (const initial of statesWith(text)) {
				const {coloredFrame, send} = renderWizard({
					initial,
					services: fakeServices(servicesWith(text)),
					columns: 100,
					rows: 30,
				});
				await turns(6);
				expect(rawControlIn(coloredFrame()), initial.step).toBeUndefined();
				for (const key of keys) {
					send(key);
					await turns(6);
					expect(
						rawControlIn(coloredFrame()),
						`${initial.step} ${JSON.stringify(key)}`,
					).toBeUndefined();
				}

				closeWizards();
			}
		}, 600_000);
	},
);
