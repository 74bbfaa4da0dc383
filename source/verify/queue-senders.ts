import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';
import type {Witness} from '../policy/sets/index.ts';
import {type Blame, blameAt} from './finding.ts';
import {
	bucketSpelledOut,
	isSourceAccountTest,
	isSourceArnTest,
	mayTellOf,
	mayTellOfAll,
	mayTellOfOne,
	type Senders,
	sender,
} from './queue-access.ts';
import type {Situation} from './situation.ts';
import {type ConditionTest, testsOf} from './statements.ts';

/** Others for whom the policy of a queue lets S3 send and whom it spells out. */
export type NamedSenders = {
	/** ARNs of buckets. */
	readonly buckets: readonly string[];
	/** Account IDs. */
	readonly accounts: readonly string[];
};

/** Of which buckets S3 may send, beside those that the policy spells out. */
type SendingBuckets =
	| {readonly which: 'all'}
	/** Those that fit one of these values of aws:SourceArn. */
	| {readonly which: 'fitting'; readonly patterns: readonly string[]}
	/** Some of them, for example this one. */
	| {
			readonly which: 'some';
			readonly bucket: string | undefined;
			readonly account: string | undefined;
	  };

/** Whom else the policy spells out and lets S3 send for. */
export function namedSenders(situation: Situation, document: PolicyDocument): NamedSenders {
	const {bucketArn, connection} = situation;
	// A Deny for all but some spells these out, too.
	const tests = listOf(document.Statement).flatMap(testsOf);
	const valuesOf = (isAbout: (test: ConditionTest) => boolean) =>
		tests.filter(isAbout).flatMap(({values}) => values);
	const buckets = valuesOf(isSourceArnTest).flatMap((value) => bucketSpelledOut(value) ?? []);
	const accounts = valuesOf(isSourceAccountTest).filter((value) => /^\d{12}$/.test(value));
	return {
		buckets: [...new Set(buckets)].filter(
			(bucket) => bucket !== bucketArn && mayTellOfOne(situation, {bucket}, document),
		),
		accounts: [...new Set(accounts)].filter(
			(account) => account !== connection.accountId && mayTellOfOne(situation, {account}, document),
		),
	};
}

/** A statement by which S3 may certainly send for buckets that the policy does not spell out. */
export type OpenStatement = {
	readonly statement: Blame;
	/** The widest for which it may. */
	readonly senders: Exclude<Senders, 'this-bucket'>;
	readonly buckets: SendingBuckets;
};

/** All such statements of a policy of the queue, each with what the Denies of the policy leave of it. */
export function openStatements(situation: Situation, document: PolicyDocument): OpenStatement[] {
	const statements = listOf(document.Statement);
	const denials = statements.filter(({Effect}) => Effect === 'Deny');
	return statements.flatMap((statement, index): OpenStatement[] => {
		if (statement.Effect === 'Deny') {
			return [];
		}

		const alone = {...document, Statement: [statement, ...denials]};
		for (const senders of ['other-accounts', 'other-buckets'] as const) {
			const found = mayTellOf(situation, senders, alone);
			if (found.answer === 'some') {
				const buckets = mayTellOfAll(situation, senders, alone)
					? ({which: 'all'} as const)
					: bucketsOf(statement, found.witness);
				return [{statement: blameAt('queue-policy', document, index), senders, buckets}];
			}
		}

		return [];
	});
}

function bucketsOf(statement: Statement, {request}: Witness): SendingBuckets {
	const [test, ...more] = testsOf(statement).filter(isSourceArnTest);
	const patterns =
		test === undefined || more.length > 0 || isNegated(test)
			? []
			: test.values.filter((value) => /[*?]/.test(value) && bucketSpelledOut(value) === undefined);
	if (patterns.length > 0) {
		return {which: 'fitting', patterns};
	}

	const {values} = request.context;
	const [bucket] = listOf(values['aws:SourceArn']);
	const [account] = listOf(values['aws:SourceAccount']);
	return {which: 'some', bucket, account};
}

/** Whether a statement is for S3 alone and names no buckets but the connection's, so that nobody else can mean it. */
export function isForNobodyElse({bucketArn, connection}: Situation, statement: Statement): boolean {
	const {Principal} = statement;
	const isOfS3 =
		typeof Principal === 'object' &&
		Object.keys(Principal).join() === 'Service' &&
		listOf(Principal.Service).every((name) => name === sender);
	const isOwnArn = (value: string) => bucketSpelledOut(value) === bucketArn || isEveryBucket(value);
	const isOwnAccount = (value: string) => value === connection.accountId || value === '*';
	return (
		isOfS3 &&
		testsOf(statement).every((test) => {
			const isOwn = isSourceArnTest(test)
				? isOwnArn
				: isSourceAccountTest(test)
					? isOwnAccount
					: undefined;
			return isOwn === undefined || (!isNegated(test) && test.values.every(isOwn));
		})
	);
}

function isNegated({operator}: ConditionTest): boolean {
	return /(?:^|:)(?:Arn|String)Not/i.test(operator);
}

function isEveryBucket(value: string): boolean {
	return value === '*' || /^arn:(?:\*|aws:\*|aws:s3:\*|aws:s3:\*?:\*?:\*)$/.test(value);
}
