import {expect, test} from 'vitest';
import {checkNames} from '../../source/vendors/check-names.ts';
import {checkIds} from '../../source/verify/index.ts';

test('the checks that a profile may name are those that there are', () => {
	expect(checkNames).toEqual(checkIds);
});
