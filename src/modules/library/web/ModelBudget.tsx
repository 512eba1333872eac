import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import type { ModelDetails } from '../contract/model-details.ts'
import { placed } from './values.ts'
import { useLibraryWords } from './words.ts'

/** What a model costs to show and what it holds, as text. */
export function ModelBudget({ facts }: { facts: ModelDetails }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const words = useLibraryWords()
  const named = (name: string) => name || t('library.model.unnamed')
  const length = (value: number) => number(Number(value.toPrecision(3)))
  const more = (left: number) =>
    left > 0 && <li className="caption">{t('library.model.more', { count: left })}</li>
  return (
    <>
      <h3 className="library-part">{t('library.model.budget')}</h3>
      <div className="library-budget">
        <FactList
          facts={[
            { label: t('library.model.triangles'), value: number(facts.triangles) },
            { label: t('library.model.vertices'), value: number(facts.vertices) },
            { label: t('library.model.meshes'), value: number(facts.meshes) },
            { label: t('library.model.nodes'), value: number(facts.nodes) },
            { label: t('library.model.joints'), value: number(facts.joints) },
            {
              label: t('library.model.uv'),
              value: t(facts.unwrapped ? 'library.model.uv_all' : 'library.model.uv_none'),
            },
            {
              label: t('library.model.extent'),
              value: facts.extent.map(length).join(' × '),
              note: t('library.model.extent_note'),
            },
            {
              label: t('library.model.materials'),
              value:
                facts.materialCount === 0 ? (
                  t('library.model.none')
                ) : (
                  <ul className="library-names">
                    <li>{facts.materials.map(named).join(t('library.comma'))}</li>
                    {more(facts.materialCount - facts.materials.length)}
                  </ul>
                ),
            },
            {
              label: t('library.model.textures'),
              value:
                facts.textureCount === 0 ? (
                  t('library.model.none')
                ) : (
                  <ul className="library-names">
                    {placed(facts.textures).map(({ name, width, height, type, bytes, at }) => (
                      <li key={at}>
                        {width > 0
                          ? t('library.model.texture', {
                              ...{ name: named(name), width, height, type: type.toUpperCase() },
                              size: words.size(bytes),
                            })
                          : t('library.model.texture_broken', { name: named(name) })}
                      </li>
                    ))}
                    {more(facts.textureCount - facts.textures.length)}
                  </ul>
                ),
            },
            { label: t('library.model.generator'), value: facts.generator },
          ]}
        />
      </div>
    </>
  )
}
