import type {ExternalIdTerms} from '../connection/index.ts';
import type {ProfileFile, VendorProfile} from './types.ts';

/**
 * The profile that a file holds. Files of both versions of the format become the same: what the first one cannot say is as
 * it always was there.
 */
export function liftProfile(file: ProfileFile): VendorProfile {
	const {externalId, ...rest} = file;
	return {...rest, externalId: liftExternalId(file)};
}

/** Who makes up the external ID: the customer, where the file does not say; nobody, where the vendor has its own role. */
export function liftExternalId({
	access,
	externalId = {from: 'customer'},
}: Pick<ProfileFile, 'access' | 'externalId'>): ExternalIdTerms {
	if (access === 'vendor-role') {
		return {from: 'none'};
	}

	if (externalId.from !== 'vendor') {
		return {from: externalId.from};
	}

	const {pattern, rule, ...shown} = externalId;
	return {...shown, ...(pattern !== undefined && rule !== undefined && {form: {pattern, rule}})};
}
