import {documentNames} from '../../aws/index.ts';
import type {About, PartOfAccount} from '../../verify/index.ts';
import {shown} from '../differences.ts';
import {inWords} from '../statements.ts';
import type {Words} from './shared.ts';

/** What is said where the article names a whole account, and a policy of the bucket or the key only some of it. */
export function partOfAccountWords(document: 'bucket-policy' | 'key-policy') {
	return ({names}: PartOfAccount, {profile, vendorPrincipals}: About): Words => ({
		reason: `The article of ${profile.name} names its whole account (${inWords(vendorPrincipals)}). The ${documentNames[document]} lets in only ${inWords(names.map((name) => shown(name)))} of it, and whether that is who works for ${profile.name} cannot be checked from here.`,
		fix: `Ask ${profile.name} who it is. If it is somebody else, put that name there, or ${inWords(vendorPrincipals)}, as its article does.`,
	});
}
