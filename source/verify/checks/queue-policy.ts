import type {Looked} from '../../account/index.ts';
import type {PolicyDocument} from '../../policy/index.ts';
import type {CorrectionRefusal} from '../corrected-policy.ts';
import {correctedQueue, isToldWithout, narrowedQueue} from '../corrected-queue.ts';
import {
	type Blame,
	blameOf,
	type CheckFunction,
	fail,
	pass,
	undecided,
	unknown,
	warn,
} from '../finding.ts';
import {skipOutsideArticle} from '../presence.ts';
import {mayTell, mayTellOf} from '../queue-access.ts';
import {isManagedKey} from '../queue-key.ts';
import {
	type NamedSenders,
	namedSenders,
	type OpenStatement,
	openStatements,
} from '../queue-senders.ts';
import {type Situation, unseenLook} from '../situation.ts';

type Refused = {readonly refusal: CorrectionRefusal | undefined};

type Findings = {
	/** S3 may send what happens in this bucket, and in no other that the policy does not spell out. */
	readonly 'sending-allowed': NamedSenders;
	/** A key encrypts the queue that AWS manages, which lets no service in. */
	readonly 'managed-key': {readonly key: string};
	/** A key of the customer's encrypts the queue, whose policy has to let S3 use it, too, and is not looked at. */
	readonly 'customer-key': {readonly key: string};
	readonly 'no-queue-policy': Refused;
	readonly 'sending-not-allowed': Refused;
	readonly 'sending-denied': {readonly statement: Blame};
	/** It hangs on these condition keys, which cannot be known from here. */
	readonly 'depends-on-keys': {
		readonly keys: readonly string[];
		readonly statement: Blame | undefined;
	};
	readonly 'others-may-send': {
		/** All statements by which it may. */
		readonly open: readonly OpenStatement[];
		/** Whether S3 may send for this bucket by them alone. */
		readonly isNeeded: boolean;
	};
};

const id = 'queue-policy';

/** Whether S3 may send to the queue what happens in the bucket, and nothing of other buckets, by its policy and its key. */
export const queuePolicy: CheckFunction<Findings> = (situation) => {
	const skipped = skipOutsideArticle(situation, id);
	if (skipped !== undefined) {
		return skipped;
	}

	const {encryptionKey} = situation.snapshot.queue;
	if (encryptionKey.status === 'found' && isManagedKey(encryptionKey.value)) {
		return fail('managed-key', {key: encryptionKey.value});
	}

	const finding = judgeSeen(situation);
	// What the policy refuses or leaves open, no key makes up for.
	return finding.status === 'pass' || finding.status === 'warn'
		? (judgeKey(encryptionKey) ?? finding)
		: finding;
};

/**
 * What stands in the way of S3 beside the policy: with a key it needs `kms:GenerateDataKey` and `kms:Decrypt` for that key.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
function judgeKey(key: Looked<string>): ReturnType<CheckFunction<Findings>> | undefined {
	switch (key.status) {
		case 'absent':
			return undefined;
		case 'found':
			return unknown('customer-key', {key: key.value});
		default:
			return unknown('not-seen', {unseen: [unseenLook(key)]});
	}
}

/** What the policy of the queue says. */
function judgeSeen(situation: Situation): ReturnType<CheckFunction<Findings>> {
	const {queuePolicy: seen} = situation;
	switch (seen.state) {
		case 'unseen':
			return unknown('not-seen', {unseen: [seen.unseen]});
		case 'none': {
			const {correction, refusal} = correctedQueue(situation);
			return fail('no-queue-policy', {refusal}, {correction});
		}
		case 'there':
			return judgePolicy(situation, seen.document);
	}
}

function judgePolicy(
	situation: Situation,
	document: PolicyDocument,
): ReturnType<CheckFunction<Findings>> {
	const {extent, ruling, request, code} = mayTell(situation, document);
	const [first] = ruling.statements;
	const statement = blameOf(first, id);
	if (extent === 'unknown') {
		return (
			undecided({unseen: ruling.unseen, code: code === 'not-seen' ? undefined : code}) ??
			unknown('depends-on-keys', {keys: ruling.unknownKeys, statement}, {blame: statement, request})
		);
	}

	if (extent === 'all') {
		return judgeOthers(situation, document);
	}

	if (ruling.outcome === 'ExplicitlyDenied' && statement !== undefined) {
		return fail('sending-denied', {statement}, {blame: statement, request});
	}

	const {correction, refusal} = correctedQueue(situation);
	return fail('sending-not-allowed', {refusal}, {correction, request});
}

function judgeOthers(
	situation: Situation,
	document: PolicyDocument,
): ReturnType<CheckFunction<Findings>> {
	for (const senders of ['other-accounts', 'other-buckets'] as const) {
		const found = mayTellOf(situation, senders, document);
		if (found.answer === 'some') {
			const {request, decision} = found.witness;
			const open = openStatements(situation, document);
			const places = open.map(({statement}) => statement.index);
			return warn(
				'others-may-send',
				{open, isNeeded: !isToldWithout(situation, document, places)},
				{
					blame: blameOf(decision.statements[0], id),
					request,
					correction: narrowedQueue(situation, document),
				},
			);
		}

		if (found.answer === 'unknown') {
			return (
				undecided({code: found.code}, {required: false}) ??
				unknown(
					'depends-on-keys',
					{keys: found.keys, statement: undefined},
					{required: false, request: found.example?.request},
				)
			);
		}
	}

	return pass('sending-allowed', namedSenders(situation, document));
}
