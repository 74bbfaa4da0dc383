import {readFileSync} from 'node:fs';
import {type AccessRequest, decide} from '../../../source/policy/index.ts';
import {findRequest, type Goal, type RequestSet} from '../../../source/policy/sets/index.ts';
import {builtInProfiles, type VendorProfile} from '../../../source/vendors/index.ts';
import {judge, situationOf} from '../../../source/verify/index.ts';
import {bucketPolicies} from '../../../source/verify/policy-sets.ts';
import {
	askOf,
	outsideRequests,
	requestsOf,
	vendorFor,
} from '../../../source/verify/request-sets.ts';
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

const strangers = 'arn:aws:iam::999988887777:role/Anybody';
const words = ['incoming', 'outgoing/raw', 'archive/2025', 'team/video', 'shared/press'];

/** Requests as somebody would try them out: who, what, where. The same for every account. */
function requestsFor({connection}: Account, principal: string): AccessRequest[] {
	const bucket = `arn:aws:s3:::${connection.bucket}`;
	const principals = [principal, strangers, undefined];
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

/** Both ways start at the texts of the policies, and find nothing that the other has read. */
function pointDecisions(account: Account): number {
	const {connection, snapshot} = account;
	const profile = profileOf(account);
	const requests = requestsFor(account, situationOf(snapshot, connection, profile).principal);
	return time(() => {
		const {set} = bucketPolicies(situationOf(snapshot, {...connection}, profile));
		for (const request of requests) {
			decide(request, set);
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

/** The question of each goal: whether anybody can do anything, and whether the vendor is kept from any object. */
function questionsAbout(account: Account) {
	const situation = situationOf(account.snapshot, account.connection, profileOf(account));
	const vendor = vendorFor(situation, 'bucket');
	const everybody = outsideRequests(situation, 'bucket');
	const reading = [askOf(situation, 's3:GetObject', 'object')];
	const questions: readonly (readonly [Goal, RequestSet])[] = [
		...everybody.map((set) => ['allowed', set] as const),
		['allowed', requestsOf(situation, 'bucket', [vendor], reading)],
		...everybody.map((set) => ['denied', {...set, asks: reading}] as const),
		['denied', requestsOf(situation, 'bucket', [vendor], reading)],
	];
	return {questions, policies: bucketPolicies(situation).set};
}

function askAll(accounts: readonly Account[]): Answered[] {
	return accounts.map((account) => {
		// The worst that it can be: nothing was read before.
		const {questions, policies} = questionsAbout(account);
		const answers = questions.map(([goal, requests]) => {
			let isDecided = false;
			const milliseconds = time(() => {
				const found = findRequest(goal, requests, policies);
				isDecided = found.answer !== 'unknown' || found.code === 'keys';
			});
			return {goal, milliseconds, isDecided};
		});
		return {name: account.name, answers, decisions: pointDecisions(account)};
	});
}

const [, , file = ''] = process.argv;
const {usual, random, hostile, rounds} = JSON.parse(readFileSync(file, 'utf8')) as Task;
const measured: Measured = {
	usual: judgeAll(usual, rounds.usual),
	random: judgeAll(random, rounds.random),
	hostile: askAll(hostile),
};
process.stdout.write(JSON.stringify(measured));
