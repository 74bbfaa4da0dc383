import {readFileSync} from 'node:fs';
import {type AccessRequest, decide, type PolicySet} from '../../../source/policy/index.ts';
import {
	absent,
	beginningWith,
	findRequest,
	type Goal,
	known,
	type Requester,
} from '../../../source/policy/sets/index.ts';
import {builtInProfiles, type VendorProfile} from '../../../source/vendors/index.ts';
import {type Situation, situationOf} from '../../../source/verify/index.ts';
import {judge} from '../../support/findings.ts';
import type {Answered, Judged, Measured, Rounds, Task} from './task.ts';
import type {Account} from './usual-accounts.ts';

// Runs by itself, bundled as the program is: reads what to judge from a file and writes what was measured to stdout.

const decisions = 200;

function profileOf({connection}: Account): VendorProfile {
	const profile = builtInProfiles.find(({id}) => id === connection.vendor);
	if (profile === undefined) {
		throw new Error(`There is no vendor ${connection.vendor}.`);
	}

	return profile;
}

const time = (work: () => void) => {
	const start = performance.now();
	work();
	return performance.now() - start;
};

const stranger = 'arn:aws:iam::999988887777:role/Anybody';
const words = ['incoming', 'outgoing/raw', 'archive/2025', 'team/video', 'shared/press'];

/** Requests as somebody would try them out: who, what, where. The same for every account. */
function requestsFor({connection}: Account, principal: string): AccessRequest[] {
	const bucket = `arn:aws:s3:::${connection.bucket}`;
	const principals = [principal, stranger, undefined];
	const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];
	return Array.from({length: decisions}, (_, index): AccessRequest => {
		const action = actions[index % actions.length] ?? '';
		return {
			principal: principals[index % principals.length],
			action,
			resource:
				action === 's3:ListBucket'
					? bucket
					: `${bucket}/${words[index % words.length]}/${index}.jpg`,
			resourceAccount: connection.accountId,
			context: {values: {}, others: 'unknown'},
		};
	});
}

function policiesIn({isCustomerRole, rolePolicies, bucketPolicy}: Situation): PolicySet {
	const own = rolePolicies.state === 'there' ? rolePolicies.policies : [];
	return {
		identity: isCustomerRole ? own : 'unseen',
		...(bucketPolicy.state === 'there' && {
			resource: {name: 'bucket-policy', document: bucketPolicy.document},
		}),
		resourceKind: 'bucket',
	};
}

/** Begins at the texts of the policies, as a proof does, and finds nothing that a proof has read. */
function pointDecisions(account: Account): number {
	const {connection, snapshot} = account;
	const profile = profileOf(account);
	const requests = requestsFor(account, situationOf(snapshot, connection, profile).principal);
	return time(() => {
		const policies = policiesIn(situationOf(snapshot, connection, profile));
		for (const request of requests) {
			decide(request, policies);
		}
	});
}

function judgeAll(accounts: readonly Account[], {first, counted}: Rounds): Judged[] {
	const judged = accounts.map((account) => ({
		name: account.name,
		proof: [] as number[],
		decisions: [] as number[],
		answers: 0,
		tooComplex: 0,
	}));
	for (let round = -first; round < counted; round += 1) {
		for (const [index, account] of accounts.entries()) {
			const into = judged[index];
			const profile = profileOf(account);
			let checks: ReturnType<typeof judge> = [];
			const proof = time(() => {
				checks = judge(account.snapshot, {...account.connection}, profile);
			});
			const points = pointDecisions(account);
			if (into !== undefined && round >= 0) {
				into.proof.push(proof);
				into.decisions.push(points);
				// These speak about all requests; the others look at single facts.
				const answers = checks.filter(
					({id, status}) => /^(?:access|isolation|trust)\./.test(id) && status !== 'skip',
				);
				into.answers = answers.length;
				into.tooComplex = answers.filter(({code}) => code === 'too-complex').length;
			}
		}
	}

	return judged;
}

/** Whether anybody, and whether the vendor, can do one of these on any object, or is kept from it on any. */
function askAbout(account: Account) {
	const {connection, snapshot} = account;
	const profile = profileOf(account);
	const situation = situationOf(snapshot, connection, profile);
	const policies = policiesIn(situation);
	const {conditionKey = '', input = ''} = profile.tenant ?? {};
	const tenant = known(connection.inputs[input] ?? '');
	const requesters: readonly Requester[] = [
		{principal: undefined, stateOf: () => absent},
		{
			principal: situation.principal,
			stateOf: (key) => (key === conditionKey.toLowerCase() ? tenant : absent),
		},
	];
	const resources = [beginningWith(`${situation.bucketArn}/`)];
	return (['allowed', 'denied'] as const).flatMap((goal: Goal) =>
		requesters.map((requester) => {
			const asks = ['s3:GetObject', 's3:PutObject'].map((action) => ({action, resources}));
			const set = {requesters: [requester], asks, resourceAccount: connection.accountId};
			let isDecided = false;
			const milliseconds = time(() => {
				const found = findRequest(goal, set, policies);
				isDecided = found.answer !== 'unknown' || found.code === 'keys';
			});
			return {goal, milliseconds, isDecided};
		}),
	);
}

function askAll(accounts: readonly Account[]): Answered[] {
	return accounts.map((account) => ({
		name: account.name,
		answers: askAbout(account),
		decisions: pointDecisions(account),
	}));
}

const [, , file = ''] = process.argv;
const {usual, random, hostile, rounds} = JSON.parse(readFileSync(file, 'utf8')) as Task;
const measured: Measured = {
	usual: judgeAll(usual, rounds.usual),
	random: judgeAll(random, rounds.random),
	hostile: askAll(hostile),
};
process.stdout.write(JSON.stringify(measured));
