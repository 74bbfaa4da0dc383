import {isolationExcess} from './isolation-excess.ts';
import {isolationExternalId} from './isolation-external-id.ts';
import {isolationPublic} from './isolation-public.ts';
import {isolationTenant} from './isolation-tenant.ts';

export const isolationChecks = {
	'isolation.external-id': isolationExternalId,
	'isolation.tenant': isolationTenant,
	'isolation.public': isolationPublic,
	'isolation.excess': isolationExcess,
};
