import {useEffect, useRef} from 'react';
import type {
	AccountListing,
	BucketLook,
	ListedBucket,
	ListedKeys,
	ListedRole,
	Looked,
} from '../../account/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import type {Access} from '../access.ts';
import {listedBucket, type Seen, type SeenKeys, type SeenRole, whomOf} from '../questions/seen.ts';
import type {Services} from '../services.ts';
import type {WizardAction, WizardState} from '../state.ts';

type Options = {
	readonly state: WizardState;
	readonly dispatch: (action: WizardAction) => void;
	readonly services: Services;
};

/** Where nothing is asked any more; while changes are made, what is seen would be old at once. */
const pastQuestions: readonly WizardState['step'][] = ['apply', 'verify', 'summary'];

/** Why a list could not even be asked for. */
function unasked(error: unknown): Extract<Looked<never>, {status: 'failed'}> {
	return {
		status: 'failed',
		cause: 'aws',
		code: 'NotAsked',
		reason: error instanceof Error ? `${error.message.replace(/\.$/, '')}.` : String(error),
	};
}

/** The keys with what of each matters to this vendor. */
function seenKeys(
	{keys, others, unnamed}: ListedKeys,
	profile: VendorProfile | undefined,
	whyUnfit: typeof import('../../account/index.ts').whyUnfit,
): SeenKeys {
	return {
		keys: keys.map(({arn, aliases, metadata}) => {
			const unfit = profile && whyUnfit({metadata}, profile);
			return {
				arn,
				aliases,
				isOfAws: metadata.status === 'found' && metadata.value.manager === 'AWS',
				...(unfit !== undefined && {unfit}),
			};
		}),
		others,
		...(unnamed?.status === 'refused' && {unnamedFor: unnamed.action}),
	};
}

/** The roles, those that trust the vendor told from the others by their policies. */
async function seenRoles(
	roles: readonly ListedRole[],
	{answers, profile}: WizardState,
): Promise<readonly SeenRole[]> {
	const [{roleTrust}, {principalValues}] = await Promise.all([
		import('../../verify/index.ts'),
		import('../principal-values.ts'),
	]);
	return profile === undefined
		? []
		: roles.map((role) => ({
				name: role.name,
				path: role.path,
				...roleTrust(role, profile, principalValues(answers, profile)),
			}));
}

/**
 * Looks in the background at what there is to choose from in the account that one is signed in to, as far as the answers
 * say what is meant. Each look ends with the screen that it is for, and nothing is asked twice.
 */
export function useSeen({state, dispatch, services}: Options): void {
	const {access, signedIn, profile, answers, seen, step} = state;
	const accountId = signedIn?.accountId;
	const isListing =
		access.kind !== 'guided' && accountId !== undefined && !pastQuestions.includes(step);
	const bucket = listedBucket(state, answers.bucket);
	const chosen = bucket === undefined || bucket === 'none' ? undefined : bucket;
	const region = chosen?.region ?? answers.region;
	const whom = whomOf(state);
	const encryption = chosen && seen?.encryptions[chosen.name];
	const needsKeys =
		region !== undefined &&
		/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(region) &&
		(step === 'encryption' ||
			(encryption?.status === 'found' && encryption.value[0]?.algorithm !== 'AES256') ||
			Boolean(answers.kmsKeyArn));

	const context = {services, dispatch, access, accountId};

	useLook(context, {
		name: isListing && seen?.buckets === undefined ? 'buckets' : undefined,
		ask: (listing, signal) => listing.buckets({signal}),
		asSeen: (buckets) => ({buckets}),
	});
	const unseen = encryption === undefined ? chosen : undefined;
	useBucketLook(context, isListing ? unseen : undefined);
	const keyRegion = needsKeys && seen?.keys[region] === undefined ? region : undefined;
	useLook(context, {
		// Which of them would do is judged for this vendor.
		name: isListing && keyRegion !== undefined ? `${answers.vendor} ${keyRegion}` : undefined,
		vendor: answers.vendor,
		async ask(listing, signal) {
			const {mapFound, whyUnfit} = await import('../../account/index.ts');
			const keys = await listing.keys(keyRegion ?? '', {signal});
			return mapFound(keys, (all) => seenKeys(all, profile, whyUnfit));
		},
		asSeen: (keys) => ({keys: {[keyRegion ?? '']: keys}}),
	});
	useLook(context, {
		name: isListing && seen?.rolesFor !== whom ? whom : undefined,
		async ask(listing, signal) {
			const roles = await listing.roles({signal});
			return roles.status === 'found'
				? {status: 'found', value: await seenRoles(roles.value, state)}
				: roles;
		},
		asSeen: (roles) => ({...(whom !== undefined && {rolesFor: whom}), roles}),
	});
}

type LookContext = Pick<Options, 'services' | 'dispatch'> & {
	readonly access: Access;
	/** Of the account that one is signed in to. */
	readonly accountId: string | undefined;
};

type Look<T> = {
	/** What is looked at; another name ends the look before, and undefined looks at nothing. */
	readonly name: string | undefined;
	/** The vendor that it is for, where it means nothing to another one. */
	readonly vendor?: string | undefined;
	readonly ask: (listing: AccountListing, signal: AbortSignal) => Promise<Looked<T>>;
	readonly asSeen: (looked: Looked<T>) => Partial<Seen>;
};

/** Looks at a bucket of the list: at one at a time, since one can be scrolled through. */
export function useBucketLook(context: LookContext, bucket: ListedBucket | undefined): void {
	useLook(context, {
		name: bucket?.name,
		async ask(listing, signal) {
			return {status: 'found', value: await listing.bucket(bucket ?? {name: ''}, {signal})};
		},
		asSeen(looked) {
			const name = bucket?.name ?? '';
			const {region, encryption}: BucketLook =
				looked.status === 'found' ? looked.value : {encryption: looked};
			return {
				...(region !== undefined && {regions: {[name]: region}}),
				encryptions: {[name]: encryption},
			};
		},
	});
}

/** Looks at something once, for as long as it is wanted. */
function useLook<T>(context: LookContext, {name, ...look}: Look<T>): void {
	const {services, dispatch, access, accountId} = context;
	const latest = useRef(look);
	latest.current = look;
	useEffect(() => {
		if (name === undefined || accountId === undefined) {
			return;
		}

		const controller = new AbortController();
		const {vendor, ask, asSeen} = latest.current;
		const see = async () => {
			let looked: Looked<T>;
			try {
				const {listing} = await services.openAccount(access);
				looked = await ask(listing, controller.signal);
			} catch (error) {
				looked = unasked(error);
			}

			if (!controller.signal.aborted) {
				dispatch({type: 'seen', accountId, seen: asSeen(looked), vendor});
			}
		};
		void see();
		return () => controller.abort();
	}, [name, accountId, access, services, dispatch]);
}
