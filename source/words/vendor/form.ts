import type {FormValue} from '../../documents/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';

/** Which fields of the vendor's form nobody can change later, a sentence; undefined where there are none. */
export function finalFields(
	form: readonly FormValue[],
	{name}: Pick<VendorProfile, 'name'>,
): string | undefined {
	const labels = form.filter(({isFinal}) => isFinal).map(({label}) => `"${label}"`);
	return labels.length === 0
		? undefined
		: `${labels.join(', ')} cannot be changed later in ${name}: look twice before you save.`;
}

/** Who can fill in the vendor's form, a sentence; undefined where the profile does not say. */
export function formRoles({name, form: {roles = []}}: VendorProfile): string | undefined {
	return roles.length === 0
		? undefined
		: `Whoever fills in the form needs ${roles.length === 1 ? 'this role' : 'these roles'} in ${name}: ${roles.join(', ')}.`;
}
