import {describe, expect, test} from 'vitest';
import {regionByName, regionName, regions} from '../../source/aws/index.ts';

describe('the regions', () => {
	test('are those of the standard partition, in order and each once', () => {
		const ids = regions.map(({id}) => id);

		expect(ids).toEqual([...new Set(ids)].sort());
		expect(ids).toEqual(
			expect.arrayContaining(['us-east-1', 'mx-central-1', 'ap-east-2', 'ap-southeast-7']),
		);
		expect(ids.filter((id) => !/^[a-z]{2}-[a-z]+-\d$/.test(id))).toEqual([]);
	});

	test('are found by the name that the console shows', () => {
		expect(regions.filter((region) => regionByName(region.name) !== region)).toEqual([]);
		expect(regionName('eu-central-1')).toBe('Europe (Frankfurt)');
		expect(regionName('eu-newplace-1')).toBeUndefined();
	});

	test.each([
		['frankfurt', 'eu-central-1'],
		['EU (Ireland)', 'eu-west-1'],
		['São Paulo', 'sa-east-1'],
		['South America (São Paulo)', 'sa-east-1'],
		['n virginia', 'us-east-1'],
	])('%s is %s', (name, id) => {
		expect(regionByName(name)?.id).toBe(id);
	});

	test.each(['Central', '', '()', 'Europe', 'eu-central-1'])('%j names none', (name) => {
		expect(regionByName(name)).toBeUndefined();
	});
});
