import {toFileFormat} from '../connection/index.ts';
import {withLongValuesCut} from '../problems.ts';
import type {
	About,
	Blame,
	CheckId,
	CheckStatus,
	CheckWitness,
	Correction,
	Finding,
	Result as Judged,
	Unseen,
} from '../verify/index.ts';
import {causeOf} from '../verify/index.ts';
import {checkWords} from './checks/index.ts';
import {sharedWords, type Words} from './checks/shared.ts';
import {type OriginInWords, presentOrigin} from './origin/index.ts';
import {helpWithUnseen} from './unseen.ts';
import {saidByVendor} from './vendor/index.ts';

/** A finding with its words. */
export type Check = {
	readonly id: CheckId;
	readonly status: CheckStatus;
	/** Whether an `unknown` here makes the whole verdict unknown. */
	readonly required: boolean;
	/** What is looked at, in a few words. */
	readonly title: string;
	/** What was found, in words that a newcomer understands. */
	readonly reason: string;
	/** What to do; empty where there is nothing to do. */
	readonly fix: string;
	/** What the vendor says of it: how its product shows it, and what was right before. */
	readonly fromVendor?: readonly string[];
	/** What was found, for scripts: the same in every release. */
	readonly code: Finding['code'];
	/** The same for checks that one thing is behind. */
	readonly cause: string;
	/** What could not be seen, where that is what was found. */
	readonly unseen?: readonly Unseen[];
	readonly witness?: CheckWitness;
	/** The actions of the vendor's article that are concerned. */
	readonly actions?: readonly string[];
	readonly blame?: Blame;
	readonly correction?: Correction;
};

/** What checking one connection gave, in words. */
export type Result = Omit<Judged, 'about' | 'findings'> & {
	/** In the format of the connection file; empty where it is not valid. */
	readonly connection: Readonly<Record<string, unknown>>;
	/** Absent where the connection is not valid. */
	readonly vendor?: {
		readonly name: string;
		readonly purpose: string;
		/** Where the vendor itself shows whether the connection works. */
		readonly test: string;
		/** Of a vendor that is not built in. */
		readonly origin?: OriginInWords;
	};
	/** Where it was looked; absent where the connection is not valid. */
	readonly source?: About['source'];
	/** Empty where the connection is not valid. */
	readonly checks: readonly Check[];
};

type AnyWords = Readonly<
	Record<string, string | ((facts: unknown, about: About, finding: Finding) => Words)>
>;

/** A finding in words. */
export function presentFinding(finding: Finding, about: About): Check {
	const {id, status, required, code, recentChange} = finding;
	const {title, reason, fix = ''} = wordsFor(finding, about);
	const fromVendor = saidByVendor(finding, about.profile);
	return {
		id,
		status,
		required,
		title,
		reason: withLongValuesCut(
			recentChange === undefined ? reason : `${reason} ${recentInWords(recentChange)}`,
		),
		fix: withLongValuesCut(fix),
		...(fromVendor.length > 0 && {fromVendor}),
		code,
		cause: causeOf(finding),
		...(finding.code === 'not-seen' && {unseen: finding.facts.unseen}),
		...(finding.witness !== undefined && {witness: finding.witness}),
		...(finding.actions !== undefined && {actions: finding.actions}),
		...(finding.blame !== undefined && {blame: finding.blame}),
		...(finding.correction !== undefined && {correction: finding.correction}),
	};
}

/** What is looked at by a check, in a few words. */
function titleOf(id: CheckId): string {
	return checkWords[id].title;
}

function wordsFor(finding: Finding, about: About): Words & {readonly title: string} {
	const {id, code, facts} = finding;
	// The types of the tables see to it that each finding of each check has words that take its facts.
	const own = (checkWords as unknown as Readonly<Record<CheckId, AnyWords>>)[id];
	const shared = sharedWords as AnyWords;
	const write = own[code] ?? shared[code];
	if (typeof write !== 'function') {
		throw new Error(`The finding ${code} of ${id} has no words.`);
	}

	const words = {title: titleOf(id), ...write(facts, about, finding)};
	const help =
		finding.code === 'not-seen' && about.source !== 'documents'
			? helpWithUnseen(finding.facts.unseen)
			: undefined;
	return help === undefined ? words : {...words, fix: help};
}

function recentInWords(change: NonNullable<Finding['recentChange']>): string {
	const what =
		change.what === 'role' ? 'The role was created' : `The policy ${change.policy} was changed`;
	return `${what} less than a minute ago. It can take a minute to take effect everywhere: if the vendor is refused, wait and check again.`;
}

/** The result of checking one connection in words. */
export function presentResult({about, findings, ...rest}: Judged): Result {
	if (about === undefined) {
		return {...rest, connection: {}, checks: []};
	}

	const {connection, profile, source} = about;
	const purpose = profile.purposes.find(({id}) => id === connection.purpose);
	const origin = presentOrigin(profile);
	return {
		...rest,
		connection: toFileFormat(connection),
		vendor: {
			name: profile.name,
			purpose: purpose?.title ?? connection.purpose,
			test: profile.test,
			...(origin !== undefined && {origin}),
		},
		source,
		checks: findings.map((finding) => presentFinding(finding, about)),
	};
}
