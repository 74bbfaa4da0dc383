import type {DocumentId} from '../aws/index.ts';
import type {CopyWay} from '../clipboard/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {Verdict} from '../verify/index.ts';
import {type Access, guided, isSameAccess, type SignedIn} from './access.ts';
import {type Answers, answersForVendor} from './answers.ts';
import {openDecision} from './questions/decisions.ts';
import {nothingSeen, type Seen} from './questions/seen.ts';
import {
	firstOpenStep,
	followingStep,
	nextStep,
	previousStep,
	reachableStep,
	type StepId,
	stepIds,
} from './steps.ts';
import {type DocumentTexts, type Subjects, stillAbout, subjectsOf} from './subjects.ts';

/** A vendor that is described by a profile file of the person. */
export type OwnVendor = {
	/** Absolute path of the file. */
	readonly vendor: string;
	readonly profile: VendorProfile;
};

/** A change that was tried in the account, and what came of it. */
export type AccountChange = {
	readonly title: string;
	readonly detail: string;
	readonly isDone: boolean;
	/** Path of the backup that was made before. */
	readonly backup?: string;
	/** Set where that was the practice account, whatever one looks at meanwhile. */
	readonly isPractice?: true;
	/** The command that undoes it; absent where there is nothing to undo once the wizard has ended. */
	readonly undo?: string;
};

/** What the account was seen to hold of a document: one, for a role's own policy with its name, or none. */
export type InAccount =
	| {readonly status: 'there'; readonly policyName?: string}
	| {readonly status: 'none'};

/** How a verification ended. */
type Verified = {
	readonly verdict: Verdict;
	readonly failed: number;
	/** ISO 8601. */
	readonly at: string;
};

/** A change that was tried in the account, and when, ISO 8601. */
type AppliedChange = AccountChange & {readonly at: string};

/** A way into the account, and whom it makes one. */
type Identity = {readonly access: Access; readonly signedIn: SignedIn};

/** Everything that the wizard knows; plain data, saved as it is between two starts. */
export type WizardState = {
	readonly answers: Answers;
	readonly profile: VendorProfile | undefined;
	/** A vendor from a profile file that was chosen before another one, so that it can be chosen again. */
	readonly ownVendor?: OwnVendor;
	readonly step: StepId;
	/** Steps that the person has left forwards, so that one that no longer fits can be marked. */
	readonly passed: readonly StepId[];
	/** Text of each document and form value as it was when copied, by the name of what was copied. */
	readonly copied: Readonly<Record<string, string>>;
	/** By which way each of them was copied: only the system's clipboard is known to hold it. */
	readonly copyWays: Readonly<Record<string, CopyWay>>;
	/** Policies that were already there, as pasted or as the account holds them. */
	readonly existing: DocumentTexts;
	/** What the account was seen to hold of each document; not kept. */
	readonly inAccount?: Readonly<Partial<Record<DocumentId, InAccount>>> | undefined;
	/** Documents for which the person prefers the narrower text. */
	readonly narrower: readonly DocumentId[];
	/** How the account is looked into. */
	readonly access: Access;
	/** Who one is signed in as in this start; not kept. */
	readonly signedIn?: SignedIn;
	/** Set where the account of the answers is there by the sign-in alone: nobody has named it, so it goes with that. */
	readonly isAccountOfSignIn?: true;
	/** Who one would be signed in as, until one has said that it is the right account; not kept. */
	readonly proposed?: Identity;
	/** Set where one goes on without having signed in, which did not work; not kept. */
	readonly isUnsigned?: true;
	/** The step that the way leads to once one has signed in, or decided what came up; not kept. */
	readonly returnTo?: StepId;
	/** What was seen in the account that one is signed in to; not kept. */
	readonly seen?: Seen;
	/** Set once the person has gone on past the documents although some were never copied. */
	readonly isLeftUncopied?: true;
	/** Documents as they stand in the account, pasted to be checked. */
	readonly pasted: DocumentTexts;
	/** What both were about before the answers of this step began to change; not kept. */
	readonly heldFor?: Subjects;
	/** What was changed in the account by this run, the oldest first; the practice account is gone with its start. */
	readonly applied: readonly AppliedChange[];
	/** How the last verification of this start ended; not kept, since the account may change meanwhile. */
	readonly verified?: Verified;
};

export type WizardAction =
	| {
			readonly type: 'vendor';
			readonly vendor: string;
			readonly profile: VendorProfile;
	  }
	| {readonly type: 'answer'; readonly answers: Answers}
	| {readonly type: 'next'}
	| {readonly type: 'back'}
	| {readonly type: 'go'; readonly step: StepId}
	| {
			readonly type: 'copied';
			readonly name: string;
			readonly text: string;
			readonly way: CopyWay;
	  }
	| {
			readonly type: 'existing';
			readonly document: DocumentId;
			readonly text: string | undefined;
			/** Set where the account was looked at; absent for what was pasted. */
			readonly inAccount?: InAccount;
	  }
	/** Goes on past the documents although some were never copied. */
	| {readonly type: 'left-uncopied'}
	| {readonly type: 'narrower'; readonly document: DocumentId}
	| {readonly type: 'access'; readonly access: Access; readonly signedIn?: SignedIn}
	/** A sign-in has worked; it counts once `access` says so. Undefined where it was not the right one. */
	| {readonly type: 'identified'; readonly as: Identity | undefined}
	/** Goes to the account, from wherever one is, and back there then. */
	| {readonly type: 'sign-in'}
	| {readonly type: 'unsigned'}
	/** Something more was seen in the account with this number. */
	| {
			readonly type: 'seen';
			readonly accountId: string;
			readonly seen: Partial<Seen>;
			/** The vendor for whom keys were judged; absent where that does not matter. */
			readonly vendor?: string | undefined;
	  }
	| {readonly type: 'pasted'; readonly document: DocumentId; readonly text: string}
	| ({readonly type: 'verified'} & Verified)
	| {readonly type: 'applied'; readonly change: AppliedChange}
	| {readonly type: 'restore'; readonly state: WizardState};

export const initialState: WizardState = {
	answers: {},
	profile: undefined,
	step: 'vendor',
	passed: [],
	copied: {},
	copyWays: {},
	existing: {},
	narrower: [],
	access: guided,
	pasted: {},
	applied: [],
};

function without<T>(list: readonly T[], item: T): readonly T[] {
	return list.filter((other) => other !== item);
}

/** The vendor of a profile file that was chosen now or earlier; undefined where there was none. */
export function ownVendorOf({answers, profile, ownVendor}: WizardState): OwnVendor | undefined {
	const {vendor} = answers;
	return profile === undefined || vendor === undefined || vendor === profile.id
		? ownVendor
		: {vendor, profile};
}

/** By which answers each document's place in the account is named. */
const namedBy: Readonly<Record<DocumentId, readonly (keyof Answers)[]>> = {
	'role-policy': ['accountId', 'roleName', 'rolePath'],
	'trust-policy': ['accountId', 'roleName', 'rolePath'],
	'bucket-policy': ['bucket'],
	'bucket-cors': ['bucket'],
	'bucket-notification': ['bucket'],
	'queue-policy': ['queueArn'],
	'key-policy': ['kmsKeyArn'],
};

/** What is left of what the account was seen to hold once some of it is about something else than what is asked now. */
function withoutAccountOf(
	{existing, inAccount}: WizardState,
	isOther: (document: DocumentId) => boolean,
): Pick<WizardState, 'existing' | 'inAccount'> {
	const looks = Object.entries(inAccount ?? {}) as [DocumentId, InAccount][];
	const gone = new Set<string>(looks.map(([document]) => document).filter(isOther));
	const isLeft = ([document]: readonly [string, unknown]) => !gone.has(document);
	return gone.size === 0
		? {existing, inAccount}
		: {
				existing: Object.fromEntries(Object.entries(existing).filter(isLeft)),
				inAccount: Object.fromEntries(looks.filter(isLeft)),
			};
}

/** Back where one went to sign in from, or where the way goes on in place of a step that is no longer there. */
function returned({returnTo: _, ...state}: WizardState, step: StepId): WizardState {
	return {...state, step: reachableStep({...state, step})};
}

/**
 * The next step. Where something in the account has to be decided first, that comes first, and once it is decided the way goes
 * on to where it was meant to lead.
 */
function forwards(state: WizardState): WizardState {
	const {returnTo} = state;
	if (returnTo !== undefined) {
		const open = firstOpenStep(state);
		return open === undefined ? returned(state, returnTo) : {...state, step: open};
	}

	const step = nextStep(state);
	const isBefore = stepIds.indexOf(step) < stepIds.indexOf(state.step);
	return isBefore && openDecision(step, state) !== undefined
		? {...state, step, returnTo: followingStep(state)}
		: {...state, step};
}

/** The only place where the wizard's state changes. */
export function reduce(state: WizardState, action: WizardAction): WizardState {
	const changed = changedBy(state, action);
	// Not while one types: a letter that is taken back again has changed nothing.
	const settled = changed.step === state.step ? changed : withoutStrangers(changed);
	return settled.step === 'account' ? settled : withoutProposed(settled);
}

/** Remembers what the documents of the account are about, before that may change. */
function withSubjects(state: WizardState): WizardState {
	const isHolding = Object.keys({...state.existing, ...state.pasted}).length > 0;
	return isHolding && state.heldFor === undefined ? {...state, heldFor: subjectsOf(state)} : state;
}

/** Without documents of the account that are about something else than the answers: another bucket, key, role or queue. */
export function withoutStrangers(state: WizardState): WizardState {
	const {heldFor, ...others} = state;
	if (heldFor === undefined) {
		return state;
	}

	const now = subjectsOf(state);
	return {
		...others,
		existing: stillAbout(state.existing, heldFor, now),
		pasted: stillAbout(state.pasted, heldFor, now),
	};
}

/** The answers with these beside them; whose the account is, is told by how it came. */
function withAnswers(state: WizardState, given: Answers): WizardState {
	const answers = {...state.answers, ...given};
	const {accountId} = answers;
	if (accountId === state.answers.accountId) {
		return {...state, answers};
	}

	const {isAccountOfSignIn: _, ...others} = state;
	const isOfSignIn = accountId !== undefined && accountId === state.signedIn?.accountId;
	return {...others, answers, ...(isOfSignIn ? {isAccountOfSignIn: true} : {})};
}

/** Without the account that came with a sign-in, where another way into the account takes the place of that one. */
function withoutAccountOfSignIn(state: WizardState, access: Access): WizardState {
	const {isAccountOfSignIn = false, ...others} = state;
	if (!isAccountOfSignIn || JSON.stringify(access) === JSON.stringify(state.access)) {
		return state;
	}

	const {accountId: _, ...answers} = state.answers;
	return {...others, answers};
}

function withoutProposed(state: WizardState): WizardState {
	const {proposed, ...others} = state;
	return proposed === undefined ? state : others;
}

function changedBy(before: WizardState, action: WizardAction): WizardState {
	const state =
		action.type === 'existing' || action.type === 'pasted'
			? withoutStrangers(before)
			: action.type === 'answer' || action.type === 'vendor' || action.type === 'access'
				? withSubjects(before)
				: before;
	switch (action.type) {
		case 'vendor': {
			const {vendor, profile} = action;
			const ownVendor = ownVendorOf(state);
			const chosen = {...state, ...(ownVendor === undefined ? {} : {ownVendor}), profile};
			if (state.profile !== undefined && vendor !== state.answers.vendor) {
				const answers = answersForVendor(state.answers, state.profile, {vendor, profile});
				// Another vendor's documents and form are other ones: nobody has copied them or asked for narrower ones.
				return {
					...chosen,
					answers,
					narrower: [],
					copied: {},
					copyWays: {},
					// Which keys would do was judged for the one before.
					...(state.seen !== undefined && {seen: {...state.seen, keys: {}}}),
				};
			}

			const {purpose, ...others} = state.answers;
			const keepsPurpose = profile.purposes.some(({id}) => id === purpose);
			return {
				...chosen,
				answers: {
					...others,
					vendor,
					...(keepsPurpose && purpose !== undefined ? {purpose} : {}),
				},
			};
		}

		case 'answer': {
			// What was found holds for the answers of before.
			const {verified: _, ...others} = state;
			return withAnswers(
				{
					...others,
					...withoutAccountOf(state, (document) =>
						namedBy[document].some(
							(field) => field in action.answers && action.answers[field] !== state.answers[field],
						),
					),
				},
				action.answers,
			);
		}

		case 'next': {
			if (state.step === 'account' && state.returnTo !== undefined) {
				return returned(state, state.returnTo);
			}

			const passed = [...without(state.passed, state.step), state.step];
			return forwards({...state, passed});
		}

		case 'back': {
			if (state.step === 'account' && state.returnTo !== undefined) {
				return returned(state, state.returnTo);
			}

			const {returnTo: _, ...others} = state;
			return {...others, step: previousStep(state)};
		}

		case 'sign-in': {
			return state.step === 'account' ? state : {...state, step: 'account', returnTo: state.step};
		}

		case 'unsigned': {
			return {...state, isUnsigned: true};
		}

		case 'go': {
			return {...state, step: action.step};
		}

		case 'copied': {
			return {
				...state,
				copied: {...state.copied, [action.name]: action.text},
				copyWays: {...state.copyWays, [action.name]: action.way},
			};
		}

		case 'existing': {
			const {document, text, inAccount} = action;
			const {[document]: _, ...others} = state.existing;
			const {[document]: __, ...otherLooks} = state.inAccount ?? {};
			return {
				...state,
				existing: text === undefined ? others : {...others, [document]: text},
				inAccount: inAccount === undefined ? otherLooks : {...otherLooks, [document]: inAccount},
			};
		}

		case 'left-uncopied': {
			return {...state, isLeftUncopied: true};
		}

		case 'identified': {
			const {as} = action;
			return {...withoutProposed(state), ...(as === undefined ? {} : {proposed: as})};
		}

		case 'access': {
			const isOther =
				action.signedIn !== undefined && action.signedIn.accountId !== state.signedIn?.accountId;
			const {
				signedIn: _,
				verified: __,
				seen: ___,
				isUnsigned: ____,
				...others
			} = withoutAccountOfSignIn(withoutProposed(state), action.access);
			return {
				...others,
				...withoutAccountOf(state, () => isOther),
				// That a bucket is new was said of the account of before.
				...(state.answers['new-bucket'] === 'yes' && !isSameAccess(state.access, action.access)
					? {answers: {...others.answers, 'new-bucket': 'no'}}
					: {}),
				access: action.access,
				...(action.signedIn === undefined ? {} : {signedIn: action.signedIn}),
			};
		}

		case 'seen': {
			const isOfOther = action.vendor !== undefined && action.vendor !== state.answers.vendor;
			if (state.signedIn?.accountId !== action.accountId || isOfOther) {
				return state;
			}

			const {seen = nothingSeen} = state;
			return {
				...state,
				seen: {
					...seen,
					...action.seen,
					regions: {...seen.regions, ...action.seen.regions},
					encryptions: {...seen.encryptions, ...action.seen.encryptions},
					keys: {...seen.keys, ...action.seen.keys},
				},
			};
		}

		case 'pasted': {
			return {...state, pasted: {...state.pasted, [action.document]: action.text}};
		}

		case 'verified': {
			const {verdict, failed, at} = action;
			return {...state, verified: {verdict, failed, at}};
		}

		case 'applied': {
			// What was found and seen before holds no longer.
			const {verified: _, seen: __, ...others} = state;
			return {...others, applied: [...state.applied, action.change]};
		}

		case 'restore': {
			return action.state;
		}

		case 'narrower': {
			return {
				...state,
				narrower: state.narrower.includes(action.document)
					? without(state.narrower, action.document)
					: [...state.narrower, action.document],
			};
		}
	}
}

/** A state for answers that come from a file or from an earlier start: as far on as they reach. */
export function stateFromAnswers(answers: Answers, profile: VendorProfile): WizardState {
	const state = {...initialState, answers, profile};
	const step = firstOpenStep(state) ?? 'policies';
	const passed: StepId[] = [];
	let at: WizardState = state;
	while (at.step !== step) {
		passed.push(at.step);
		const following = nextStep(at);
		if (following === at.step) {
			break;
		}

		at = {...at, step: following};
	}

	return {...state, step, passed};
}
