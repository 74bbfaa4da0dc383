import type {VendorProfile} from '../vendors/index.ts';

/**
 * Where in the vendor's form a value stands, to follow "put it into the connection": ` and into "Region" of the form of
 * iconik`. Empty where the form does not ask for it. `placeholder` is a name such as `region`.
 */
export function formHint({form, name}: VendorProfile, placeholder: string): string {
	const field = form.fields.find(({value}) => value.includes(`{{${placeholder}}}`));
	return field === undefined ? '' : ` and into "${field.label}" of the form of ${name}`;
}
