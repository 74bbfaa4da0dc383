import {expect, test} from 'vitest';
import type {AskedFact} from '../../../source/account/facts.ts';
import {askFacts, Progress} from '../../../source/account/sdk/ask.ts';
import {createClients} from '../../../source/account/sdk/clients.ts';
import {found, notLooked} from '../../support/snapshots.ts';

/** A fact that an empty answer tells, too, as AWS gives it where nothing was ever set. */
const switchable: AskedFact<string> = {
	permissions: {},
	action: 's3:GetSwitch',
	absentCodes: [],
	read: (answer) => (JSON.stringify(answer).includes('"Status":"On"') ? 'On' : 'Off'),
	asDocuments: () => ({}),
	inDocuments: () => notLooked('Documents do not tell it.'),
	inPractice: () => found('Off'),
};

const asking = {
	clients: createClients({
		credentials: async () => ({accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'none'}),
		region: 'eu-central-1',
		network: {handler: (connectionTimeout) => ({connectionTimeout})},
		connectionTimeout: 1000,
	}),
	limit: 1000,
	signal: undefined,
	progress: new Progress(undefined),
};

test.each([
	['an answer that says it', {$metadata: {}, Status: 'On'}, found('On')],
	['an empty answer that names the request', {$metadata: {requestId: 'R'}}, found('Off')],
	[
		'an empty answer that anybody can give',
		{$metadata: {}},
		{status: 'failed', cause: 'malformed'},
	],
	['nothing at all', undefined, {status: 'failed', cause: 'malformed'}],
])('a fact by %s', async (_name, answer, expected) => {
	const answers = await askFacts(asking, {switchable}, {switchable: async () => answer});
	expect(answers.switchable).toMatchObject(expected);
});
