import {describe, expect, test} from 'vitest';
import {found, type Snapshot} from '../../../source/account/index.ts';
import {planChanges} from '../../../source/apply/index.ts';
import {roleTrust} from '../../../source/verify/index.ts';
import {deciding} from '../../../source/wizard/questions/decisions.ts';
import {keyOffer} from '../../../source/wizard/questions/pick.ts';
import {planDecision} from '../../../source/wizard/questions/plan-decision.ts';
import {type Known, nothingSeen} from '../../../source/wizard/questions/seen.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../../support/connections.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {encrypted, knownOf} from '../support/known.ts';

const connection = creativeForceConnection({externalId: '2f6b0f0e-acme'});
const healthy = healthySnapshot(connection);
const {role} = healthy.role;
const trustPolicy = role.status === 'found' ? role.value.trustPolicy : '';
const ofStaff = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Effect: 'Allow',
			Principal: {AWS: 'arn:aws:iam::111122223333:root'},
			Action: 'sts:AssumeRole',
		},
	],
});

/** What is known where no list could be had. */
const unlisted = knownOf(
	{externalId: '2f6b0f0e-acme'},
	{
		seen: {
			...nothingSeen,
			roles: {status: 'refused', code: 'AccessDenied', action: 'iam:ListRoles'},
			rolesFor: knownOf().seen?.rolesFor ?? '',
		},
	},
);

function decisionFor(text: string, known: Known = unlisted) {
	if (role.status !== 'found') {
		throw new Error('There is no role.');
	}

	const value = {...role.value, trustPolicy: text};
	const snapshot: Snapshot = {...healthy, role: {...healthy.role, role: found(value)}};
	return planDecision(
		planChanges(snapshot, connection, creativeForce),
		known,
		roleTrust(value, creativeForce, connection),
	);
}

const having = (answers: Known['answers']): Known => ({
	...unlisted,
	answers: {...unlisted.answers, ...answers},
});

describe('the role of a plan', () => {
	test('that trusts the vendor as answered leaves nothing to be decided', () => {
		expect(decisionFor(trustPolicy)).toBeUndefined();
	});

	test('that does not trust the vendor is to be decided where no list showed it', () => {
		expect(decisionFor(ofStaff)).toMatchObject({code: 'role-without-trust', step: 'role'});
		const letIn = deciding.letIn(unlisted, 'CreativeForceAccess');
		expect(decisionFor(ofStaff, having(letIn))).toBeUndefined();
	});

	test('that asks for another external ID is to be decided where no list showed it', () => {
		const other = trustPolicy.replaceAll('2f6b0f0e-acme', 'agreed-upon');
		expect(decisionFor(other)).toMatchObject({code: 'external-id-differs', step: 'external-id'});
		const change = deciding.changeExternalId(unlisted, '2f6b0f0e-acme');
		expect(decisionFor(other, having(change))).toBeUndefined();
	});

	test('that asks for what nobody can send is mended without a question', () => {
		expect(decisionFor(trustPolicy.replaceAll('2f6b0f0e-acme', '2f6b0f0e-acme '))).toBeUndefined();
	});
});

describe('a key that was chosen where that of the bucket could not be told', () => {
	const rule = {algorithm: 'aws:kms', keyId: 'alias/acme'};
	const snapshot: Snapshot = {
		...healthy,
		bucket: {...healthy.bucket, encryption: found([rule])},
	};
	const plan = planChanges(snapshot, connection, creativeForce);
	const known = knownOf({externalId: '2f6b0f0e-acme'}, encrypted(rule.algorithm, rule.keyId));
	const chosen = (options: {readonly isChange?: boolean}) => {
		const offer = keyOffer(known, options);
		const picked =
			offer.status === 'offered'
				? offer.pick.options.find(({value}) => value === keyArn)?.lead.answers
				: undefined;
		expect(picked).toBeDefined();
		return planDecision(plan, {...known, answers: {...known.answers, ...picked}});
	};

	test('is to be decided before it takes the place of that one', () => {
		expect(chosen({})).toMatchObject({code: 'key-differs', step: 'encryption'});
		expect(chosen({})?.text).toContain('Change the bucket to your key?');
	});

	test('is decided by the choice to change the key', () => {
		expect(chosen({isChange: true})).toBeUndefined();
	});
});
