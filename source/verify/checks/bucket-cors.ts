import {
	type CorsGap,
	type CorsRequest,
	type CorsRule,
	corsGaps,
	isForPagesOf,
	servedOrigins,
} from '../../bucket-settings/index.ts';
import type {AccessRequest} from '../../policy/index.ts';
import type {CorrectionRefusal} from '../corrected-policy.ts';
import {correctedSetting, wantedRules} from '../corrected-setting.ts';
import {
	type Blame,
	type CheckFunction,
	type FindingOf,
	fail,
	type NoFacts,
	pass,
	unknown,
	warn,
} from '../finding.ts';
import {skipOutsideArticle, skipWithoutBucket} from '../presence.ts';
import type {Situation} from '../situation.ts';

type Refused = {readonly refusal: CorrectionRefusal | undefined};

type Findings = {
	/** Pages of the vendor may do all that its rules say. */
	readonly 'requests-allowed': NoFacts;
	/** The vendor's rules are for the pages of any site, and those of the bucket for these alone, of which some may be the vendor's. */
	readonly 'some-origins-allowed': {readonly origins: readonly string[]};
	readonly 'no-cors-rules': Refused;
	readonly 'request-refused': Refused & {
		readonly request: CorsRequest;
		/** The first of these that no rule has together with those before it. */
		readonly lacks: Extract<CorsGap, {kind: 'not-allowed'}>['lacks'];
		/** All methods of which something is refused. */
		readonly methods: readonly string[];
		/** The rule that has the others. */
		readonly nearest: Blame | undefined;
	};
	/** The page may send the request, and not read these headers of the answer. */
	readonly 'headers-hidden': Refused & {
		readonly request: CorsRequest;
		readonly names: readonly string[];
		readonly rule: Blame;
		/** Whether the rule is for pages of others, too. */
		readonly isForOthers: boolean;
	};
};

const id = 'bucket-cors';

/** Whether browsers may use the bucket from the vendor's pages as its rules say, for every request of these. */
export const bucketCors: CheckFunction<Findings> = (situation) => {
	const skipped = skipOutsideArticle(situation, id) ?? skipWithoutBucket(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {cors} = situation;
	switch (cors.state) {
		case 'unseen':
			return unknown('not-seen', {unseen: [cors.unseen]});
		case 'none': {
			const {correction, refusal} = correctedSetting(situation, id);
			return fail('no-cors-rules', {refusal}, {correction});
		}
		case 'there':
			return judgeRules(situation, cors.value);
	}
};

function judgeRules(
	situation: Situation,
	there: readonly CorsRule[],
): FindingOf<Findings> | ReturnType<CheckFunction<Findings>> {
	const wanted = wantedRules(situation);
	const gaps = corsGaps(wanted, there);
	if (gaps === undefined) {
		return unknown('too-complex', {});
	}

	const refused = gaps.filter((gap) => gap.kind === 'not-allowed');
	const [first] = refused.length > 0 ? refused : gaps;
	if (first === undefined) {
		return pass('requests-allowed', {});
	}

	// Nothing says which pages are the vendor's where its rules are for all: that it is not among these is not known.
	const origins = servedOrigins(wanted, there);
	if (origins.length > 0) {
		return warn('some-origins-allowed', {origins});
	}

	const {correction, refusal} = correctedSetting(situation, id);
	const {request} = first;
	const details = {correction, request: asAccessRequest(situation, request)};
	if (first.kind === 'not-exposed') {
		const rule = blameRule(there, first.rule);
		const names = gaps.flatMap((gap) => (gap.kind === 'not-exposed' ? gap.names : []));
		const taken = there[first.rule];
		const isForOthers = taken !== undefined && !isForPagesOf(wanted, taken);
		return fail(
			'headers-hidden',
			{refusal, request, names: [...new Set(names)], rule, isForOthers},
			{...details, blame: rule},
		);
	}

	const nearest = first.nearest === undefined ? undefined : blameRule(there, first.nearest);
	const methods = [...new Set(refused.map((gap) => gap.request.method))];
	return fail(
		'request-refused',
		{refusal, request, lacks: first.lacks, methods, nearest},
		{...details, blame: nearest},
	);
}

function blameRule(rules: readonly CorsRule[], index: number): Blame {
	return {document: id, sid: rules[index]?.ID ?? '', index};
}

/** The question that a browser asks before it sends a request, in the form in which findings carry requests. */
function asAccessRequest(
	{bucketArn, connection}: Situation,
	{origin, method, headers}: CorsRequest,
): AccessRequest {
	return {
		principal: origin,
		action: method,
		resource: `${bucketArn}/*`,
		resourceAccount: connection.accountId,
		context: {
			values: {
				Origin: origin,
				'Access-Control-Request-Method': method,
				...(headers.length > 0 && {'Access-Control-Request-Headers': headers}),
			},
			others: 'absent',
		},
	};
}
