import {afterEach, describe, expect, test} from 'vitest';
import type {Answers} from '../../../source/wizard/answers.ts';
import {stateFromAnswers} from '../../../source/wizard/state.ts';
import {iconik, keyArn} from '../../support/connections.ts';
import {
	closeWizards,
	controlC,
	controlU,
	escapeKey,
	paste,
	renderWizard,
} from '../support/render-wizard.tsx';
import {
	answersWithout,
	creativeForceAnswers,
	creativeForceAt,
	iconikAnswers,
	iconikAt,
} from '../support/states.ts';

afterEach(closeWizards);

const without = (...fields: string[]): {answers: Answers} => ({
	answers: answersWithout(creativeForceAnswers, ...fields),
});

const controlG = '\u{7}';
const controlN = '\u{E}';

describe('the vendor', () => {
	test('is asked for first, then what it will do', async () => {
		const {frame, press} = renderWizard();
		expect(frame()).toContain('Which vendor needs access to your S3 bucket?');
		await press('icon', 'iconik uses its own role');
		await press('\r', 'What will iconik do with the bucket?');
		await press('\r', 'How do you want to work?');
		expect(frame()).toContain('iconik · Storage');
	});

	test('can be changed with Esc, and keeps its purpose where it is chosen again', async () => {
		const {press} = renderWizard({initial: creativeForceAt('vendor')});
		await press(escapeKey, '▸ Creative Force');
		await press('\r', '▸ Asset delivery');
	});

	test('is the first question: Esc says so', async () => {
		const {press} = renderWizard();
		await press(escapeKey, 'This is the first question.');
	});
});

describe('the account', () => {
	test('takes the number with hyphens', async () => {
		const {press, waitFor} = renderWizard({
			initial: creativeForceAt('encryption', without('accountId')),
		});
		await press('\r', 'Account ID also taken from it: 111122223333');
		await press(`${controlU}${paste('1111-2222-3333')}`, '✔ twelve digits');
		await waitFor('hyphens');
		await press('\r', 'What is the name of the role');
	});

	test('refuses what is not twelve digits', async () => {
		const {press} = renderWizard({
			initial: creativeForceAt('role', {
				answers: {
					...answersWithout(creativeForceAnswers, 'accountId', 'kmsKeyArn'),
					encryption: 'SSE-S3',
				},
			}),
		});
		await press('\r\r123\r', '✖ ');
	});

	test('can be corrected or taken away where it was given and nothing needs it', async () => {
		const {press, waitFor, frame, send, ended, services} = renderWizard({
			initial: iconikAt('bucket', {
				answers: {...answersWithout(iconikAnswers, 'kmsKeyArn'), encryption: 'SSE-S3'},
			}),
		});
		await waitFor('Account ID    111122223333');
		await press(`\r\r${controlU}123\r`, '✖ ');
		await press(controlU, '12 digits (may stay empty)');
		await press('\r', 'How is the bucket encrypted?');
		expect(frame()).not.toContain('Account ID');
		send(controlC);
		await ended;
		expect(services.log.progress.at(-1)).toMatchObject({answers: {accountId: ''}});
	});

	test('is not asked for where nothing needs it', async () => {
		const {press, frame} = renderWizard({
			initial: iconikAt('encryption', {
				answers: answersWithout(iconikAnswers, 'accountId', 'encryption', 'kmsKeyArn'),
			}),
		});
		await press('1', 'System Domain ID');
		expect(frame()).not.toContain('Account ID');
		await press('\r', 'Fill in the form');
	});
});

describe('the bucket', () => {
	test('takes a city for the Region', async () => {
		const {press} = renderWizard({initial: creativeForceAt('bucket', without('region'))});
		await press('\tfrankf', 'eu-central-1   Europe (Frankfurt)');
		await press('\r', 'Which KMS key');
	});

	test('that is new is held to the stricter rules, until it is not new after all', async () => {
		const answers = {...creativeForceAnswers, bucket: 'Acme_Old', region: 'us-east-1'};
		const {press} = renderWizard({initial: creativeForceAt('bucket', {answers})});
		await press(controlN, 'What name and Region should the new bucket have');
		await press('\r', '✖ ');
		await press(controlN, 'Which bucket may');
		await press('\r', '✔ a valid name');
	});
});

describe('the encryption', () => {
	test('SSE-S3 needs no key', async () => {
		const {press, frame} = renderWizard({
			initial: creativeForceAt('encryption', without('encryption', 'kmsKeyArn')),
		});
		expect(frame()).toContain('Client-side encryption: not allowed');
		await press('1', 'What is the name of the role');
	});

	test('KMS asks for the key, and Esc leads back to the choice', async () => {
		const {press} = renderWizard({
			initial: creativeForceAt('encryption', without('encryption', 'kmsKeyArn')),
		});
		await press('2', 'Which KMS key');
		await press(escapeKey, '▸ SSE-KMS');
		await press('\r', 'Which KMS key');
		await press(paste(keyArn), 'a key of your account, in eu-central-1');
		await press('\r\r', 'What is the name of the role');
	});

	test('says whose key it is where it belongs to another account', async () => {
		const {press} = renderWizard({initial: creativeForceAt('encryption', without('kmsKeyArn'))});
		await press(
			paste(keyArn.replace('111122223333', '999922223333')),
			'another account: 999922223333',
		);
	});

	test('that the vendor does not take is asked for anew', async () => {
		const answers = {...creativeForceAnswers, encryption: 'DSSE-KMS'};
		const {frame} = renderWizard({initial: creativeForceAt('encryption', {answers})});
		expect(frame()).toContain('How is the bucket encrypted?');
		expect(frame()).not.toContain('DSSE-KMS  a key');
	});
});

describe('the role', () => {
	test('has a name to begin with, once', async () => {
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('role', without('roleName', 'rolePath')),
		});
		await waitFor('CreativeForceAccess');
		await waitFor('the usual one');
		await press(controlU, 'VendorAccess');
	});

	test('takes name and path out of a pasted ARN', async () => {
		const {press, waitFor} = renderWizard({initial: creativeForceAt('role')});
		await press(controlU, 'VendorAccess');
		await press(paste('arn:aws:iam::111122223333:role/service/Mine'), '/service/');
		await waitFor('Mine');
		await waitFor('Path also taken from it');
	});

	test('may do without a path', async () => {
		const {press} = renderWizard({initial: creativeForceAt('role')});
		await press(`\t${controlU}\r`, 'Which external ID');
	});
});

describe('the external ID', () => {
	test('is made up once and then left alone', async () => {
		const {waitFor, press, frame} = renderWizard({
			initial: creativeForceAt('external-id', without('externalId')),
		});
		await waitFor('random-1');
		await press(controlU, '2 to 1,224 characters');
		expect(frame()).not.toContain('random-2');
		await press('agreed-upon\r', 'Create the role');
		expect(frame()).toContain('agreed-upon');
	});

	test('is made up again with Ctrl+G', async () => {
		const {press, waitFor} = renderWizard({initial: creativeForceAt('external-id')});
		await press(controlG, 'random-1');
		await waitFor('A new random external ID.');
	});

	test('that was answered before stays', async () => {
		const {frame, waitFor} = renderWizard({initial: creativeForceAt('external-id')});
		await waitFor('2f6b0f0e-acme');
		expect(frame()).not.toContain('random-');
	});
});

describe('the vendor’s own inputs', () => {
	test('take the example in the article with a typed yes alone', async () => {
		const {press, send, frame, waitUntil, services} = renderWizard({
			initial: iconikAt('inputs', {answers: answersWithout(iconikAnswers, 'systemDomainId')}),
		});
		await press(
			'1297c8b6-3563-11e7-adf1-6c4008b85488',
			'! this is the example in iconik’s article; is it really yours?',
		);
		await press('\r', 'Is it really yours?');
		await press('y', 'Type yes   y');
		send('\r');
		await waitUntil(() => !frame().includes('Is it really yours?'));
		await press('\r', 'Is it really yours?');
		await press('Yes', 'Type yes   Yes');
		await press('\r', 'Fill in the form in iconik');
		// Said once, it holds.
		await press(escapeKey, 'What is your System Domain ID');
		await press('\r', 'Fill in the form in iconik');
		expect(services.log.progress.at(-1)).toMatchObject({
			answers: {'meant-example': '1297c8b6-3563-11e7-adf1-6c4008b85488'},
		});
	});

	test('that are the article’s example come first where they are from a file', () => {
		const example = {...iconikAnswers, systemDomainId: '1297c8b6-3563-11e7-adf1-6c4008b85488'};
		expect(stateFromAnswers(example, iconik).step).toBe('inputs');
		expect(stateFromAnswers(iconikAnswers, iconik).step).toBe('policies');
	});

	test('say where to find them, and the rule where it is broken', async () => {
		const {press, frame} = renderWizard({
			initial: iconikAt('inputs', {answers: answersWithout(iconikAnswers, 'systemDomainId')}),
		});
		expect(frame()).toContain('Where do I find it? iconik > Admin');
		await press('ABC\r', '✖ A system domain ID is 32');
	});
});
