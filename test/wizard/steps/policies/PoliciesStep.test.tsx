import {afterEach, describe, expect, test} from 'vitest';
import {UserError} from '../../../../source/errors.ts';
import {policyPanels} from '../../../../source/wizard/steps/policies/panels.ts';
import {creativeForce, iconik} from '../../../support/connections.ts';
import {
	closeWizards,
	controlU,
	escapeKey,
	paste,
	renderWizard,
} from '../../support/render-wizard.tsx';
import {fakeServices} from '../../support/services.ts';
import {creativeForceAnswers, creativeForceAt, iconikAt} from '../../support/states.ts';

afterEach(closeWizards);

const foreign = JSON.stringify(
	{
		Version: '2012-10-17',
		Statement: [
			{
				Sid: 'TlsOnly',
				Effect: 'Deny',
				Principal: '*',
				Action: 's3:*',
				Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
				Condition: {Bool: {'aws:SecureTransport': 'false'}},
			},
		],
	},
	undefined,
	2,
);
const broken = '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}';
const partnersTrust = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Sid: 'EC2may',
			Effect: 'Allow',
			Principal: {Service: 'ec2.amazonaws.com'},
			Action: 'sts:AssumeRole',
		},
	],
});
const otherRolePolicy = JSON.stringify({
	Version: '2012-10-17',
	Statement: [{Sid: 'Queue', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*'}],
});
const rolePolicy = policyPanels(creativeForceAt('policies'), creativeForce)[0]?.text ?? '';

describe('the documents', () => {
	test('come one after another, and the verification after the last', async () => {
		const {press} = renderWizard({initial: creativeForceAt('policies')});
		await press('\r', 'Trust policy   2 of 4');
		await press('\r', 'Bucket policy   3 of 4');
		await press('\r', 'only if needed');
		await press('\r', 'Go on although these were never copied?');
		await press('2', 'Do you want to check the policies in your account?');
		await press(escapeKey, 'Role policy   1 of 4');
	});

	test('go back one by one with Esc, and then to the form', async () => {
		const {press} = renderWizard({initial: creativeForceAt('policies')});
		await press('n', '2 of 4');
		await press(escapeKey, '1 of 4');
		await press(escapeKey, 'Fill in the form');
	});

	test('do not go round at either end', async () => {
		const {press} = renderWizard({initial: creativeForceAt('policies')});
		await press('pn', '2 of 4');
		await press('nnnnp', '3 of 4');
	});

	test('are opened in the console', async () => {
		const {press, services} = renderWizard({initial: creativeForceAt('policies')});
		await press('o', 'Asked your browser');
		expect(services.log.opened).toHaveLength(1);
	});
});

describe('copying', () => {
	test('hands over the text exactly, marks the document, and that one alone', async () => {
		const {press, services, frame} = renderWizard({initial: creativeForceAt('policies')});
		expect(frame()).toContain('not copied yet');
		await press('c', '✔ copied');
		expect(services.log.copied).toEqual([{text: rolePolicy, name: 'acme-assets-role-policy.json'}]);
		await press('n', '2 of 4');
		expect(frame()).toContain('not copied yet');
	});

	test('into a file says so', async () => {
		const {press, waitFor, services} = renderWizard({initial: creativeForceAt('policies')});
		await press('f', '✔ in a file');
		await waitFor('Saved acme-assets-role-policy.json.');
		expect(services.log.files[0]?.text).toBe(rolePolicy);
	});

	test('that fails marks nothing', async () => {
		const services = fakeServices({
			async copy() {
				throw new Error('The clipboard is locked.');
			},
		});
		const {press, frame} = renderWizard({initial: creativeForceAt('policies'), services});
		await press('c', 'The clipboard is locked.');
		expect(frame()).toContain('not copied yet');
	});

	test('that ends only after the next document is shown marks the one that was copied', async () => {
		let finishCopying = () => {};
		const services = fakeServices({
			copy: () =>
				new Promise((resolve) => {
					finishCopying = () => resolve({way: 'system', message: 'Copied at last.'});
				}),
		});
		const {press, frame, waitFor} = renderWizard({
			initial: creativeForceAt('policies'),
			services,
		});
		await press('cn', '2 of 4');
		finishCopying();
		await waitFor('Copied at last.');
		expect(frame()).toContain('not copied yet');
		await press('p', '✔ copied');
	});

	test('is no longer true once an answer has changed', async () => {
		const answers = {...creativeForceAnswers, bucket: 'acme-other'};
		const {press, frame} = renderWizard({
			initial: creativeForceAt('policies', {answers, copied: {'role-policy': rolePolicy}}),
		});
		expect(frame()).toContain('! changed since copied');
		await press('c', '✔ copied');
	});
});

describe('the narrower document', () => {
	test('comes and goes with l, and a copy of the other one is out of date', async () => {
		const {press, waitFor} = renderWizard({initial: creativeForceAt('policies')});
		await press('c', '✔ copied');
		await press('l', 'than the article’s. Press l for the article’s own.');
		await waitFor('! changed since copied');
		await press('l', '✔ copied');
	});

	test('is not offered where there is none', async () => {
		const {press, frame} = renderWizard({initial: creativeForceAt('policies')});
		await press('n', '2 of 4');
		expect(frame()).not.toContain('l narrower');
		await press('lc', '✔ copied');
		expect(frame()).not.toContain('Narrower');
	});
});

describe('a policy that is there already', () => {
	test('is pasted, merged and shown, with what changes', async () => {
		const {press, services, waitUntil, waitFor} = renderWizard({initial: iconikAt('policies')});
		await press('e', 'Is there a bucket policy already?');
		await press(paste(foreign), 'Received');
		await press('\r', '✔ Merged');
		await waitFor('added "IconikStorageAccess"');
		await waitFor('Now allowed: s3:ListBucket');
		await press('d', 'what changes');
		await waitFor('+');
		await press('d', '"TlsOnly"');
		await press('c', '✔ copied');
		await waitUntil(() => services.log.copied.length === 1);
		expect(services.log.copied[0]?.text).toContain('TlsOnly');
		expect(services.log.copied[0]?.text).toContain('IconikStorageAccess');
	});

	test('of one bucket is forgotten where another one is named', async () => {
		const {press, frame, waitFor} = renderWizard({
			initial: iconikAt('policies', {existing: {'bucket-policy': foreign}}),
			rows: 60,
		});
		await waitFor('TlsOnly');
		await press(escapeKey, 'Fill in the form');
		await press(escapeKey, 'System Domain ID');
		await press(escapeKey, 'Which KMS key encrypts the bucket?');
		await press(escapeKey, 'How is the bucket encrypted?');
		await press(escapeKey, 'Which bucket may iconik use?');
		await press(`${controlU}acme-other\r\r`, 'Key ARN');
		await press('\r\r', 'System Domain ID');
		await press('\r', 'Fill in the form');
		await press('\r', '▸ Policies');
		await waitFor('lets iconik');
		expect(frame()).not.toContain('The pasted policy');
	});

	test('that has what the vendor needs stays as it is', async () => {
		const own = policyPanels(iconikAt('policies'), iconik)[0]?.text ?? '';
		const renamed = own.replace('"IconikStorageAccess"', '"Mine"');
		const {press, waitFor, frame} = renderWizard({initial: iconikAt('policies')});
		await press('e', 'Is there a bucket policy already?');
		await press(paste(renamed), 'Received');
		await press('\r', '✔ As it is');
		await waitFor('unchanged "Mine"');
		expect(frame()).not.toContain('Now allowed');
	});

	test('is read from a file', async () => {
		const read: string[] = [];
		const services = fakeServices({
			async readText(file) {
				read.push(file);
				return foreign;
			},
		});
		const {press} = renderWizard({initial: iconikAt('policies'), services});
		await press('e', 'Is there a bucket policy already?');
		await press('./policy.json\r', '✔ Merged');
		expect(read).toEqual(['./policy.json']);
	});

	test('is refused with line and column, until something else is given', async () => {
		const {press, frame, waitUntil} = renderWizard({initial: iconikAt('policies')});
		await press('e', 'Is there a bucket policy already?');
		await press(paste(broken), 'Received');
		await press('\r', 'line 3, column');
		await press('\u{15}', 'Paste here');
		await waitUntil(() => !frame().includes('line 3'));
		await press(escapeKey, 'Bucket policy   1 of 2');
	});

	test.each([
		['there is none', new UserError('./x.json cannot be read.'), './x.json cannot be read.'],
		['reading it fails', new Error('disk on fire'), 'disk on fire'],
	])('is refused as a file where %s', async (_why, error, said) => {
		const services = fakeServices({
			async readText() {
				throw error;
			},
		});
		const {press} = renderWizard({initial: iconikAt('policies'), services});
		await press('e', 'Is there a bucket policy already?');
		await press('./x.json\r', said);
	});

	test('is not taken from a file that comes after Esc', async () => {
		let finishReading = () => {};
		const reading = new Promise<string>((resolve) => {
			finishReading = () => resolve(foreign);
		});
		const services = fakeServices({readText: () => reading});
		const {press, frame} = renderWizard({initial: iconikAt('policies'), services});
		await press('e', 'Is there a bucket policy already?');
		await press('./policy.json', './policy.json');
		await press(`\r${escapeKey}`, 'Bucket policy   1 of 2');
		finishReading();
		await press('c', '✔ copied');
		expect(frame()).not.toContain('Merged');
		expect(services.log.copied[0]?.text).not.toContain('TlsOnly');
	});

	test('is forgotten with Enter on nothing', async () => {
		const {press, waitFor, frame} = renderWizard({
			initial: iconikAt('policies', {existing: {'bucket-policy': foreign}}),
		});
		expect(frame()).toContain('✔ Merged');
		await press('e', 'Enter with nothing typed removes the one you pasted before.');
		await press('\r', 'The pasted policy is removed');
		await waitFor('"IconikStoragePolicy"');
	});

	test('that no longer fits is shown as refused, on a line of its own', () => {
		const {frame} = renderWizard({
			initial: iconikAt('policies', {existing: {'bucket-policy': broken}}),
			columns: 60,
			rows: 18,
		});
		expect(frame()).toContain('✖ Refused  The pasted policy is not valid JSON');
		expect(frame()).toContain('"Id": "IconikStoragePolicy"');
	});

	test('takes letters as text, not as commands', async () => {
		const {press, services} = renderWizard({initial: iconikAt('policies')});
		await press('e', 'Is there a bucket policy already?');
		await press('code', 'code');
		expect(services.log.copied).toEqual([]);
		expect(services.log.opened).toEqual([]);
	});

	test.each([
		['a trust policy', 'n', 'Trust policy   2 of 4', partnersTrust, 'EC2may'],
		['a role policy', '', 'Role policy   1 of 4', otherRolePolicy, 'Queue'],
	])('is pasted and merged where it is %s, too', async (name, keys, title, there, theirs) => {
		const {press, services, waitUntil, waitFor} = renderWizard({
			initial: creativeForceAt('policies'),
		});
		await press(keys, title);
		await press('e', `Is there ${name} already?`);
		await press(paste(there), 'Received');
		await press('\r', '✔ Merged   with the one that is there');
		await press('d', 'what changes');
		await waitFor('+');
		await press('d', 'd shows what changes.');
		await press('c', '✔ copied');
		await waitUntil(() => services.log.copied.length === 1);
		const statements = JSON.parse(services.log.copied[0]?.text ?? '').Statement;
		expect(statements[0]).toEqual(JSON.parse(there).Statement[0]);
		expect(statements[0].Sid).toBe(theirs);
		expect(statements.length).toBeGreaterThan(1);
	});
});

describe('whether there is one already', () => {
	const firstLine = (frame: string) => {
		const lines = frame.split('\n').slice(4);
		return lines
			.slice(
				0,
				lines.findIndex((line) => line.startsWith('What for')),
			)
			.map((line) => line.trim())
			.join(' ');
	};

	test('is asked in the first line of each document, with what becomes of that one otherwise', async () => {
		const {press, frame} = renderWizard({initial: creativeForceAt('policies')});
		expect(firstLine(frame())).toBe(
			'Existing   Is there one of the name below? Press e and paste it to merge both; else this one replaces it.',
		);
		for (const title of ['Trust policy   2', 'Bucket policy   3']) {
			await press('n', title);
			expect(firstLine(frame())).toBe(
				'Existing   Is there one already? Press e and paste it to merge both; else this one replaces it.',
			);
		}

		await press('n', 'Key policy   4');
		expect(firstLine(frame())).toBe(
			'Existing   Every key has one: press e and paste it, or this replaces it.',
		);
	});

	test('is asked no more once one was pasted, also where that cannot be merged', async () => {
		const {press, frame} = renderWizard({
			initial: creativeForceAt('policies', {
				existing: {'role-policy': broken, 'trust-policy': partnersTrust},
			}),
		});
		expect(frame()).not.toContain('Is there one');
		expect(frame().replaceAll(/\s+/gu, ' ')).toContain(
			'This one is not merged: it replaces what is there.',
		);
		await press('n', '✔ Merged   with the one that is there');
		expect(frame()).not.toContain('Is there one');
	});

	test('says nothing of replacing where the statement is added to a role of somebody else', async () => {
		const profile = {
			...creativeForce,
			existingRole: {name: 'IntegrationRole', of: 'the integration'},
		};
		const {press, frame} = renderWizard({initial: {...creativeForceAt('policies'), profile}});
		await press('n', 'Trust policy   2 of');
		expect(firstLine(frame())).toMatch(/to merge both; else add this one to it\.$/u);
		await press('e', 'Is there a trust policy already?');
		await press(paste(partnersTrust), 'Received');
		await press('\r', '✔ Merged');
		expect(frame().replaceAll(/\s+/gu, ' ')).toContain('Paste, in place of the whole policy');
	});

	test('stays in sight in the smallest window', async () => {
		const {press, frame} = renderWizard({
			initial: creativeForceAt('policies'),
			columns: 60,
			rows: 20,
		});
		for (const [key, title] of [
			['', 'Role policy   1'],
			['n', 'Trust policy   2'],
			['n', 'Bucket policy   3'],
			['n', 'Key policy   4'],
		] as const) {
			await press(key, title);
			expect(frame().replaceAll(/\s+/gu, ' ')).toMatch(/Press e|press e/u);
			expect(frame().replaceAll(/\s+/gu, ' ')).toContain('replaces it.');
		}
	});
});
