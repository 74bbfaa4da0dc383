import {
	endpointOverride,
	type Identity,
	openPracticeAccount,
	type WritableAccount,
} from '../../account/index.ts';
import type {StatedConnection} from '../../connection/index.ts';
import {exitCodes, UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {bannerTexts, unseenText, whoText, whyUnseenWithHelp} from '../../words/index.ts';
import type {Common} from '../call.ts';
import {signIn} from '../verify/account.ts';
import type {Voice} from '../voice.ts';
import type {ApplyAsked} from './options.ts';
import {untilInterrupted} from './waiting.ts';

/** An account in which something is to be changed, and who is signed in to it. */
export type Opened = {
	readonly account: WritableAccount;
	readonly identity: Identity;
	/** Where that is, for every output. */
	readonly origin: {readonly source: 'aws' | 'practice'; readonly endpoint?: string};
};

/**
 * Signs in and says where and as whom, before anything else is done. Throws UserError with exit code 3 where there are
 * no credentials or AWS does not say whose they are, and the signal's reason where the run is interrupted.
 */
export async function openForChanges(
	asked: Pick<ApplyAsked, 'practice' | 'profile'>,
	subject: {readonly connection: StatedConnection; readonly profile: VendorProfile} | undefined,
	{io}: Pick<Common, 'io'>,
	voice: Voice,
): Promise<Opened> {
	const endpoint = asked.practice ? undefined : endpointOverride();
	await sayBanners(originOf(asked, endpoint), voice);
	const account = await openAccount(asked, subject, {io});
	const used = 'endpoint' in account ? account.endpoint : undefined;
	const origin = originOf(asked, used);
	if (used !== endpoint) {
		await sayBanners(origin, voice);
	}

	const seen = await untilInterrupted(io.signal, account.identify());
	if (seen.status !== 'found') {
		const why = seen.status === 'absent' ? '' : whyUnseenWithHelp(seen);
		const message =
			seen.status === 'failed' && seen.cause === 'sign-in'
				? unseenText(seen)
				: `Could not see which account you are signed in to. ${why}`.trim();
		throw new UserError(message, {
			exitCode: exitCodes.unknown,
			hint: [
				...(seen.status === 'failed' && seen.cause === 'sign-in' && seen.help !== undefined
					? [seen.help]
					: []),
				'Nothing was changed. Sign in and run this again.',
				...(used === undefined ? [] : [`${used} was asked instead of AWS.`]),
			].join('\n'),
		});
	}

	await voice.say(visible(`Signed in to ${whoText({account: seen.value})} (${account.label})`));
	return {account, identity: seen.value, origin};
}

async function sayBanners(origin: Opened['origin'], {say, style}: Voice): Promise<void> {
	for (const text of bannerTexts(origin)) {
		await say(style('yellow', visible(text)));
	}
}

function originOf(
	{practice}: Pick<ApplyAsked, 'practice'>,
	endpoint: string | undefined,
): Opened['origin'] {
	return practice
		? {source: 'practice'}
		: {source: 'aws', ...(endpoint !== undefined && {endpoint})};
}

async function openAccount(
	{practice, profile}: Pick<ApplyAsked, 'practice' | 'profile'>,
	subject: {readonly connection: StatedConnection; readonly profile: VendorProfile} | undefined,
	{io}: Pick<Common, 'io'>,
): Promise<WritableAccount & {readonly endpoint?: string}> {
	if (practice) {
		return openPracticeAccount(subject?.connection, subject?.profile);
	}

	return untilInterrupted(io.signal, signIn(profile, io));
}
