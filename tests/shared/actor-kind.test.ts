import { describe, expect, it } from 'vitest';
import { actorKindOf } from '../../shared/actor-kind';

describe('a new actor is taken for an organisation', () => {
  it.each([
    'Transport Ministry',
    'the Government of Iraq',
    'Ministry of the Interior',
    'Bath City Council',
    'Drivers’ Union',
    'Labour Party',
    'Innenministerium',
    'Deutscher Gewerkschaftsbund',
    'Bund für Umwelt und Naturschutz',
    'Umweltbundesamt AG',
    'BÜNDNIS Partei',
    'Verband der Automobilindustrie',
    'Ministère de l’Intérieur',
    'Partido Popular',
    'وزارة الداخلية',
    'الحكومة العراقية',
    'حزب الدعوة',
    'مجلس النوّاب',
    'هيئة النزاهة',
    '外交部',
    '日本政府',
    '自民党',
    '國民黨',
    '消費者协会',
    '立法院',
  ])('when it is called %s', (name) => expect(actorKindOf(name)).toBe('organisation'));
});

describe('a new actor is taken for a person', () => {
  it.each([
    'Joan Reed',
    'Mustafa al-Kazemi',
    'Aisha Karim',
    'Minister of the Interior',
    'President of the European Council',
    'Labour Party leader Keir Starmer',
    'Sprecherin der Regierung',
    'Gustav Amtmann',
    'Ein Demokrat',
    'مصطفى الكاظمي',
    'وزير الداخلية',
    'رئيس مجلس النواب',
    '習近平',
    '外交部長',
    '',
    '…',
  ])('when it is called %s', (name) => expect(actorKindOf(name)).toBe('person'));
});
