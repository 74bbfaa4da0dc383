import {afterEach, describe, expect, test} from 'vitest';
import {WriteError, type Writer} from '../../../../source/account/index.ts';
import {applying, askForAll, practiceAccount} from '../../support/applying.tsx';
import {closeWizards, controlU, escapeKey, paste, shiftTab} from '../../support/render-wizard.tsx';

afterEach(closeWizards);

const boundary = 'arn:aws:iam::111122223333:policy/Boundary';
const controlO = '\u{F}';
const heading = 'What your organization demands of a new role';

type NewRole = Parameters<Writer['createRole']>[0];

/** The apply step of an account in which no role may be made that is not as demanded; what was asked for. */
function demanding(isAsDemanded: (role: NewRole) => boolean) {
	const account = practiceAccount();
	account.state.roles.clear();
	const asked: {permissionsBoundary: string | undefined; tags: NewRole['tags'] | undefined}[] = [];
	const wizard = applying({
		account,
		writes: ({createRole}) => ({
			async createRole(role) {
				const {permissionsBoundary, tags} = role;
				asked.push({permissionsBoundary, tags});
				if (!isAsDemanded(role)) {
					throw new WriteError('You are not allowed to do this.', {
						code: 'AccessDenied',
						action: 'iam:CreateRole',
						isRefused: true,
					});
				}

				return createRole(role);
			},
		}),
	});
	const plain = () => wizard.frame().replace(/\s+/gu, ' ');
	return {...wizard, account, asked, plain};
}

/** To the screen on which the role was refused. */
async function refusedRole(wizard: ReturnType<typeof demanding>): Promise<void> {
	await askForAll(wizard);
	await wizard.press('2', 'Not everything was done');
}

describe('what an organization demands of a new role', () => {
	test('is not asked for before AWS has refused one', async () => {
		const wizard = demanding(() => true);
		await wizard.waitFor('What would change');
		expect(wizard.frame()).not.toContain('boundary');
		await askForAll(wizard);
		await wizard.press('2', 'Enter verify');
		expect(wizard.frame()).not.toContain('boundary');
		expect(wizard.asked).toEqual([{permissionsBoundary: undefined, tags: []}]);
	});

	test('is not asked for where something else was refused', async () => {
		const wizard = applying({
			writes: () => ({
				async putRolePolicy() {
					throw new WriteError('No.', {code: 'AccessDenied', action: 'x', isRefused: true});
				},
			}),
		});
		await askForAll(wizard);
		await wizard.press('2', 'Not everything was done');
		expect(wizard.frame()).toContain('Enter plan again');
		expect(wizard.frame()).not.toContain('boundary or tags');
	});

	test('is asked for then, shown in a new plan, asked again, and given to the role', async () => {
		const wizard = demanding(({permissionsBoundary}) => permissionsBoundary === boundary);
		await refusedRole(wizard);
		const {press, frame, plain, waitFor, send, asked, account} = wizard;
		expect(plain()).toContain('Organizations often demand a permissions boundary or tags');
		expect(frame()).toContain('Enter boundary or tags');
		await press('\r', heading);
		await press(boundary, boundary);
		send('\r');
		await press('CostCenter=42, Team=web dev', 'CostCenter=42, Team=web dev');
		await press('\r', 'What would change');
		await waitFor('▸ + create        Role CreativeForceAccess');
		expect(plain()).toContain(
			`It gets the permissions boundary ${boundary} and the tags CostCenter=42, Team=web dev.`,
		);
		expect(plain()).toContain(
			'Whether this boundary allows what Creative Force needs is not known.',
		);
		expect(asked).toHaveLength(1);
		await askForAll(wizard);
		await press('2', 'Enter verify');
		const tags = [
			{key: 'CostCenter', value: '42'},
			{key: 'Team', value: 'web dev'},
		];
		expect(asked.slice(1)).toEqual([{permissionsBoundary: boundary, tags}]);
		expect(account.state.roles.get('CreativeForceAccess')).toMatchObject({
			boundaryArn: boundary,
			tags: {CostCenter: '42', Team: 'web dev'},
		});
	});

	test('can be left empty, both or one of them', async () => {
		const wizard = demanding(({tags = []}) => tags.length > 0);
		await refusedRole(wizard);
		const {press, send, asked} = wizard;
		await press('\r', heading);
		send('\r');
		await press('\r', 'What would change');
		await refusedRole(wizard);
		expect(asked[1]).toEqual({permissionsBoundary: undefined, tags: []});
		await press('\r', heading);
		send('\t');
		await press('Team=web', 'Team=web');
		await press('\r', 'What would change');
		await askForAll(wizard);
		await press('2', 'Enter verify');
		expect(asked[2]).toEqual({permissionsBoundary: undefined, tags: [{key: 'Team', value: 'web'}]});
	});

	test('is kept for the next time where AWS refuses that too', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press, frame, plain, send} = wizard;
		await press('\r', heading);
		send('\t');
		await press('Team=web, A=1', 'Team=web, A=1');
		await press('\r', 'What would change');
		await refusedRole(wizard);
		expect(plain()).toContain('This role was to be made with the tags Team=web, A=1.');
		await press('\r', heading);
		expect(frame()).toContain('Team=web, A=1');
	});

	test('is checked as it is on the command line, and the tag is named that is wrong', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press, frame, plain, send, waitFor} = wizard;
		await press('\r', heading);
		await press(boundary.replace('1111', '9999'), '9999');
		send('\r');
		await waitFor('✖ This policy is in account 999922223333');
		expect(plain()).toContain('For example: arn:aws:iam::111122223333:policy/OurBoundary');
		send(`${controlU}`);
		await waitFor('arn:aws:iam::111122223333:policy/...');
		expect(frame()).not.toContain('✖');
		send('\r');
		await press('Team=web, aws:x=1', 'aws:x=1');
		await press('\r', '✖ "aws:x=1": The key of a tag cannot begin with "aws:"');
		await press(`${controlU}Team`, 'Tags       Team');
		await press('\r', '✖ "Team": A tag is given as KEY=VALUE');
	});

	test('goes back to the boundary that is wrong, from the tags', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press, send, waitFor, frame} = wizard;
		await press('\r', heading);
		await press('Boundary1', 'Boundary1');
		send('\t');
		send('\r');
		await waitFor('✖ Give the ARN of a managed policy');
		await press('2', 'Boundary12');
		send(shiftTab);
		await press('Team=web', 'Team=web');
		expect(frame()).toContain('Boundary12');
	});

	test('takes tags that are pasted a line each beside those that are there', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press, send, asked} = wizard;
		await press('\r', heading);
		send('\t');
		await press(paste('CostCenter=42\r\n Team=web \n\n'), 'CostCenter=42, Team=web');
		await press(paste('Owner=me'), 'CostCenter=42, Team=web, Owner=me');
		await press('\r', 'What would change');
		await refusedRole(wizard);
		expect(asked[1]?.tags?.map(({key}) => key)).toEqual(['CostCenter', 'Team', 'Owner']);
	});

	test('is left by Esc, and nothing is asked again', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press, frame, asked} = wizard;
		await press('\r', heading);
		await press(escapeKey, 'Not everything was done');
		expect(frame()).toContain('Enter boundary or tags');
		expect(asked).toHaveLength(1);
	});

	test('has its help', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		await wizard.press('\r', heading);
		await wizard.press('?', 'If AWS refuses to create the role');
	});
});

/** What the form of the console makes of the values that the screen shows. */
const madeByConsole = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Effect: 'Allow',
			Principal: {AWS: 'arn:aws:iam::092392787187:root'},
			Action: 'sts:AssumeRole',
			Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'}},
		},
	],
});

describe('a role that is created by hand', () => {
	test('is shown with its values and its address, and found by the next plan', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press, plain, services, account, waitUntil, waitFor} = wizard;
		await press('\r', heading);
		await press(controlO, 'Create the role in the AWS console');
		expect(plain()).toContain('Under “Set permissions boundary” choose yours');
		expect(plain()).toContain('3 Role name CreativeForceAccess');
		await press('3', 'Copied Role name');
		wizard.send('o');
		await waitUntil(() => services.log.opened.length > 0);
		expect(services.log.opened[0]).toContain('#/roles/create?');
		const writer = await account.writer();
		await writer.createRole({
			name: 'CreativeForceAccess',
			path: '/',
			trustPolicy: madeByConsole,
			description: '',
		});
		await press('\r', 'What would change');
		await waitFor('✔ nothing to do Role CreativeForceAccess');
	});

	test('is left by Esc, to the question', async () => {
		const wizard = demanding(() => false);
		await refusedRole(wizard);
		const {press} = wizard;
		await press('\r', heading);
		await press(controlO, 'Create the role in the AWS console');
		await press(escapeKey, heading);
		await press(escapeKey, 'Not everything was done');
	});
});
